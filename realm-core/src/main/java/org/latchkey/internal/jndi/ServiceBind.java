package org.latchkey.internal.jndi;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.naming.Context;
import org.latchkey.auth.LogText;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.SecretSource;
import org.latchkey.config.ServiceIdentity;
import org.latchkey.internal.connection.BindReply;
import org.latchkey.spi.DirectoryException;

/** Binds a fresh connection as the service. */
final class ServiceBind {

    private final ServiceIdentity service;

    ServiceBind(ServiceIdentity service) {
        this.service = service;
    }

    /**
     * Binds, unless searches are anonymous.
     *
     * @param connection a fresh connection
     * @throws DirectoryException when the password cannot be had, the directory refuses, or gives no answer
     */
    void on(JndiConnection connection) throws DirectoryException {
        if (service.isAnonymous()) {
            return;
        }
        BindReply reply = service.mechanism().equals("simple") ? simple(connection) : sasl(connection);
        if (reply.code() != ResultCode.SUCCESS) {
            throw refused(connection, reply);
        }
    }

    private BindReply simple(JndiConnection connection) throws DirectoryException {
        Secret password = password(service.passwordSource()
                .orElseThrow(() -> misconfigured("connectionPassword is needed for a simple bind", null)));
        try {
            if (password.length() == 0 || name().isBlank()) {
                throw misconfigured("connectionName and connectionPassword must not be empty", null);
            }
            return connection.bind(name(), password);
        } finally {
            password.wipe();
        }
    }

    private BindReply sasl(JndiConnection connection) throws DirectoryException {
        Map<String, Object> identity = new HashMap<>();
        if (!name().isEmpty()) {
            identity.put(Context.SECURITY_PRINCIPAL, name());
        }
        byte[] credential = credential();
        try {
            if (credential.length > 0) {
                identity.put(Context.SECURITY_CREDENTIALS, credential);
            }
            return connection.send(service.mechanism(), name(), identity);
        } finally {
            Arrays.fill(credential, (byte) 0);
        }
    }

    private byte[] credential() throws DirectoryException {
        if (service.passwordSource().isEmpty()) {
            return new byte[0];
        }
        Secret password = password(service.passwordSource().get());
        try {
            return password.utf8()
                    .orElseThrow(() -> misconfigured("connectionPassword cannot be written in UTF-8", null));
        } finally {
            password.wipe();
        }
    }

    private String name() {
        return service.name() == null ? "" : service.name();
    }

    private static Secret password(SecretSource source) throws DirectoryException {
        try {
            return source.read();
        } catch (IOException e) {
            throw misconfigured("connectionPassword: " + e.getMessage(), e);
        }
    }

    private DirectoryException refused(JndiConnection connection, BindReply reply) {
        UnavailableCause cause = switch (reply.code()) {
            case ResultCode.INVALID_CREDENTIALS,
                    ResultCode.NO_SUCH_OBJECT,
                    ResultCode.INVALID_DN,
                    ResultCode.INAPPROPRIATE_AUTH,
                    ResultCode.INSUFFICIENT_ACCESS,
                    ResultCode.UNWILLING,
                    ResultCode.CONSTRAINT_VIOLATION -> UnavailableCause.SERVICE_BIND_REFUSED;
            case ResultCode.AUTH_METHOD_NOT_SUPPORTED,
                    ResultCode.STRONGER_AUTH_REQUIRED,
                    ResultCode.CONFIDENTIALITY_REQUIRED -> UnavailableCause.MISCONFIGURED;
            default -> UnavailableCause.DIRECTORY_ERROR;
        };
        return new DirectoryException(
                cause,
                connection.server() + ": the bind of the service account (connectionName) '" + LogText.escaped(name())
                        + "' was answered with result " + reply.code() + " (" + LogText.escaped(reply.diagnostic())
                        + ")");
    }

    private static DirectoryException misconfigured(
            String what, @org.jspecify.annotations.Nullable IOException origin) {
        return origin == null
                ? new DirectoryException(UnavailableCause.MISCONFIGURED, what)
                : new DirectoryException(UnavailableCause.MISCONFIGURED, what, origin);
    }
}
