package org.latchkey.internal.inspect;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.ServerUrl;
import org.latchkey.inspect.Stage;
import org.latchkey.spi.DirectoryException;

/** Which keys to change, the most likely first. */
final class Remedies {

    private static final int DEPTH = 20;

    private Remedies() {}

    /** After a fault of the directory in a stage that needs nothing but the connection. */
    static List<ConfigKey> opening(Stage stage, DirectoryException fault) {
        return switch (stage) {
            case START_TLS -> List.of(ConfigKey.USE_START_TLS);
            case TLS -> tls(fault);
            default ->
                fault.unavailableCause() == UnavailableCause.TIMEOUT
                        ? List.of(ConfigKey.CONNECTION_URL, ConfigKey.CONNECTION_TIMEOUT)
                        : List.of(ConfigKey.CONNECTION_URL);
        };
    }

    /** A certificate that has run out is no fault of the configuration. */
    private static List<ConfigKey> tls(DirectoryException fault) {
        if (has(fault, CertificateExpiredException.class) || has(fault, CertificateNotYetValidException.class)) {
            return List.of();
        }
        if (has(fault, CertPathBuilderException.class)) {
            return List.of(ConfigKey.CA_CERTIFICATE_FILE, ConfigKey.TRUST_STORE_FILE);
        }
        if (has(fault, CertificateException.class) || has(fault, SSLPeerUnverifiedException.class)) {
            return List.of(ConfigKey.CONNECTION_URL);
        }
        return isAlert(fault)
                ? List.of(ConfigKey.SSL_PROTOCOL, ConfigKey.CIPHER_SUITES, ConfigKey.KEY_STORE_FILE)
                : List.of(ConfigKey.CONNECTION_URL, ConfigKey.SSL_PROTOCOL);
    }

    /** After the service account was not let in. */
    static List<ConfigKey> service(DirectoryConfig config, ServerUrl server, DirectoryException fault) {
        boolean clear = !server.tls() && !config.tls().startTls();
        return switch (fault.unavailableCause()) {
            case SERVICE_BIND_REFUSED -> List.of(ConfigKey.CONNECTION_PASSWORD, ConfigKey.CONNECTION_NAME);
            case MISCONFIGURED ->
                has(fault, IOException.class)
                        ? List.of(ConfigKey.CONNECTION_PASSWORD)
                        : clear
                                ? List.of(ConfigKey.USE_START_TLS, ConfigKey.CONNECTION_URL)
                                : List.of(ConfigKey.AUTHENTICATION);
            default -> List.of(ConfigKey.CONNECTION_URL);
        };
    }

    /** After a search that was not answered. */
    static List<ConfigKey> searching(Stage stage) {
        return switch (stage) {
            case USER_BASE -> List.of(ConfigKey.USER_BASE);
            case USERS -> List.of(ConfigKey.USER_SEARCH, ConfigKey.USER_BASE);
            case GROUPS -> List.of(ConfigKey.ROLE_BASE, ConfigKey.ROLE_SEARCH);
            case MEMBERSHIP -> List.of(ConfigKey.GROUP_TYPE, ConfigKey.ROLE_SEARCH);
            default -> List.of();
        };
    }

    /** After a login that was refused; empty where it is the user's own affair. */
    static List<ConfigKey> refused(RejectionReason reason) {
        return switch (reason) {
            case UNKNOWN_USER, AMBIGUOUS_USER ->
                List.of(ConfigKey.USER_SEARCH, ConfigKey.USER_LOGIN_ATTRIBUTE, ConfigKey.USER_BASE);
            case USERNAME_TOO_LONG -> List.of(ConfigKey.MAX_USERNAME_LENGTH);
            case USERNAME_NOT_ALLOWED -> List.of(ConfigKey.USERNAME_PATTERN);
            case OTHER_DOMAIN -> List.of(ConfigKey.USERNAME_DOMAIN);
            case EXCLUDED_USER -> List.of(ConfigKey.EXCLUDED_USERS);
            case DENIED_GROUP -> List.of(ConfigKey.DENY_GROUP);
            case MISSING_GROUP -> List.of(ConfigKey.REQUIRE_GROUP);
            case MISSING_ATTRIBUTE -> List.of(ConfigKey.REQUIRE_ATTRIBUTE);
            case NOT_ADMITTED -> List.of(ConfigKey.USER_FILTER, ConfigKey.ADMISSION_CHECK);
            default -> List.of();
        };
    }

    /** Whether the server said why it broke the handshake off (RFC 8446 6.2), so that it does speak TLS. */
    private static boolean isAlert(Throwable fault) {
        return chain(fault)
                .anyMatch(one -> one instanceof SSLException
                        && String.valueOf(one.getMessage()).contains("fatal alert"));
    }

    private static boolean has(Throwable fault, Class<? extends Throwable> type) {
        return chain(fault).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> chain(Throwable fault) {
        return Stream.<Throwable>iterate(fault, one -> one != null, Throwable::getCause)
                .limit(DEPTH);
    }
}
