package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.DirectoryPrincipal;

/**
 * Tells the container who the caller of one request is.
 *
 * <p>Both callbacks go in one call, with and without a caller: Tomcat makes its principal of the two together, and Jetty
 * fails on the one without the other.
 *
 * @param handler the container's
 * @param subject what the container fills for this request
 * @param handed is told besides
 */
record CallerHandover(CallbackHandler handler, Subject subject, Handed handed) {

    /** Without a caller. */
    void nobody() throws AuthException {
        handed.attributes(Map.of());
        hand(null, new String[0]);
    }

    /**
     * A user of the directory.
     *
     * @param request whose caller it is
     * @param user who was verified
     */
    void user(HttpServletRequest request, DirectoryPrincipal user) throws AuthException {
        handed.attributes(user.attributes());
        hand(
                TomcatCaller.suits(handler) ? TomcatCaller.of(request, user) : user,
                user.roles().toArray(new String[0]));
    }

    /**
     * A caller whom the container knows already, by its session.
     *
     * @param known its principal, whose roles the container keeps
     */
    void known(Principal known) throws AuthException {
        handed.attributes(attributes(known));
        hand(known, new String[0]);
    }

    private Map<String, ?> attributes(Principal known) {
        if (known instanceof DirectoryPrincipal user) {
            return user.attributes();
        }
        return TomcatCaller.suits(handler) ? TomcatCaller.attributes(known) : Map.of();
    }

    private void hand(@Nullable Principal principal, String[] groups) throws AuthException {
        try {
            handler.handle(new Callback[] {
                new CallerPrincipalCallback(subject, principal), new GroupPrincipalCallback(subject, groups)
            });
        } catch (IOException | UnsupportedCallbackException e) {
            throw new AuthException("The container did not take the caller", e);
        }
    }
}
