package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.DirectoryPrincipal;

/**
 * The server auth module: users of an LDAP directory for any container that speaks Jakarta Authentication (3.0, Servlet
 * Container Profile).
 *
 * <p>Takes the keys of every other door as its options; a mistake in any is an {@link AuthException} that names them all, and
 * no request succeeds. Some containers initialize a module for each request: that is cheap. Safe for use by many threads.
 */
public final class LdapServerAuthModule implements ServerAuthModule {

    private final CurrentHandler handler;
    private volatile @Nullable OpenDoor door;

    /** Makes a module that its container initializes. */
    public LdapServerAuthModule() {
        handler = new CurrentHandler();
    }

    /** Makes a module whose configuration is open already. */
    LdapServerAuthModule(OpenDoor door, CallbackHandler handler) {
        this.door = door;
        this.handler = new CurrentHandler(handler);
    }

    /**
     * Reads the options, or finds that they are in use already.
     *
     * @param requestPolicy not used: the message says whether a caller is wanted
     * @param responsePolicy not used
     * @param handler takes the caller
     * @param options the keys; {@code null} is as none
     * @throws AuthException when an option is unknown or wrong; it names every problem
     */
    @Override
    public void initialize(
            @Nullable MessagePolicy requestPolicy,
            @Nullable MessagePolicy responsePolicy,
            CallbackHandler handler,
            @Nullable Map<String, Object> options)
            throws AuthException {
        door = SharedDoors.of(options);
        this.handler.set(handler);
    }

    /**
     * The messages of the Servlet Container Profile.
     *
     * @return request and response
     */
    @Override
    public Class<?>[] getSupportedMessageTypes() {
        return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
    }

    /**
     * Decides a request.
     *
     * @param message request, response, and whether a caller is wanted
     * @param client filled with the caller, by the container
     * @param service not used
     * @return success, with a caller or where none is needed; anything else once the response is written
     * @throws AuthException when the container did not take the caller, the response could not be written, or the module is
     *     not initialized: never a success
     */
    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject client, @Nullable Subject service)
            throws AuthException {
        try {
            return decided(message, client);
        } catch (IOException e) { // a client that goes away, or whose request breaks off
            throw failed(message, new AuthException("The request could not be decided", e), Level.DEBUG);
        } catch (RuntimeException e) {
            throw failed(message, new AuthException("The request could not be decided", e), Level.ERROR);
        } catch (AuthException e) {
            throw failed(message, e, Level.ERROR);
        }
    }

    private AuthStatus decided(MessageInfo message, Subject client) throws AuthException, IOException {
        OpenDoor open = door;
        CallbackHandler current = handler.take();
        if (open == null || current == null) {
            throw new AuthException("The module is used before it is initialized");
        }
        if (message.getRequestMessage() == null && !HttpExchange.isMandatory(message)) {
            return AuthStatus.SUCCESS; // Jetty, on a page that needs nobody
        }
        return open.validate(HttpExchange.of(message, new CallerHandover(current, client, new Handed())));
    }

    /**
     * Tomcat logs a failure at DEBUG alone, and 10.1.25 sends what the response says: 200 without another word. A response that
     * is on its way was ended by the container, which knows why.
     */
    private static AuthException failed(MessageInfo message, AuthException failure, Level level) {
        if (message.getResponseMessage() instanceof HttpServletResponse response && !response.isCommitted()) {
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            System.getLogger("org.latchkey").log(level, "A request failed, and nobody was let in", failure);
        }
        return failure;
    }

    /**
     * Changes nothing.
     *
     * @param message not used
     * @param service not used
     * @return that the response may go
     */
    @Override
    public AuthStatus secureResponse(MessageInfo message, @Nullable Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    /**
     * Forgets the caller, at logout: takes ours out of the subject and out of the session. What the container put into the
     * subject is the container's to take out.
     *
     * @param message the request that logs out
     * @param subject what the container filled, or {@code null}
     */
    @Override
    public void cleanSubject(MessageInfo message, @Nullable Subject subject) {
        if (subject != null && !subject.isReadOnly()) { // Open Liberty shares and locks those of its sessions
            subject.getPrincipals().removeIf(DirectoryPrincipal.class::isInstance);
        }
        if (message.getRequestMessage() instanceof HttpServletRequest request) {
            SessionCaller.forget(request.getSession(false));
            ProxiedSession.forget(request.getSession(false));
        }
    }
}
