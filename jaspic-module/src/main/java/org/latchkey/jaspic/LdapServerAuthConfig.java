package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import java.util.Map;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * One module for every page of an application; whether a page needs a caller is the container's to say.
 *
 * @param appContext the application
 * @param module decides
 */
record LdapServerAuthConfig(@Nullable String appContext, LdapServerAuthModule module)
        implements ServerAuthConfig, ServerAuthContext {

    @Override
    public String getMessageLayer() {
        return "HttpServlet";
    }

    @Override
    public @Nullable String getAppContext() {
        return appContext;
    }

    @Override
    public String getAuthContextID(MessageInfo message) {
        return "latchkey";
    }

    @Override
    public ServerAuthContext getAuthContext(
            @Nullable String id, @Nullable Subject service, @Nullable Map<String, Object> properties) {
        return this;
    }

    @Override
    public void refresh() {
        // nothing is kept here
    }

    @Override
    public boolean isProtected() {
        return true;
    }

    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject client, @Nullable Subject service)
            throws AuthException {
        return module.validateRequest(message, client, service);
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, @Nullable Subject service) {
        return module.secureResponse(message, service);
    }

    @Override
    public void cleanSubject(MessageInfo message, @Nullable Subject subject) {
        module.cleanSubject(message, subject);
    }
}
