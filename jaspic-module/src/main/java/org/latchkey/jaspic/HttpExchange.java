package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One request as the container hands it over (Jakarta Authentication 3.0, 3.8). Belongs to one request.
 *
 * @param message what the container gave
 * @param request the request
 * @param response the response
 * @param caller takes the caller for the container
 */
record HttpExchange(
        MessageInfo message, HttpServletRequest request, HttpServletResponse response, CallerHandover caller) {

    private static final String MANDATORY = "jakarta.security.auth.message.MessagePolicy.isMandatory";

    /** Open Liberty's word for a call of {@code HttpServletRequest.authenticate}, which wants a caller on any page. */
    private static final String AUTHENTICATION_REQUEST = "jakarta.servlet.http.isAuthenticationRequest";

    private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

    /** Takes request and response out of a message, which must have both. */
    static HttpExchange of(MessageInfo message, CallerHandover caller) {
        return new HttpExchange(
                message,
                (HttpServletRequest) Objects.requireNonNull(message.getRequestMessage(), "request"),
                (HttpServletResponse) Objects.requireNonNull(message.getResponseMessage(), "response"),
                caller);
    }

    /** The same with another request, which the message knows nothing of. */
    HttpExchange with(HttpServletRequest stripped) {
        return new HttpExchange(message, stripped, response, caller);
    }

    /** The request as the message has it: as it came, or as a mechanism has left it. */
    HttpServletRequest atHand() {
        return (HttpServletRequest) message.getRequestMessage();
    }

    /** Whether the page may not be shown without a caller; a container that leaves the word out says that it may. */
    static boolean isMandatory(MessageInfo message) {
        return isTrue(message, MANDATORY) || isTrue(message, AUTHENTICATION_REQUEST);
    }

    private static boolean isTrue(MessageInfo message, String key) {
        Map<String, Object> map = message.getMap();
        return map != null && Boolean.parseBoolean(String.valueOf(map.get(key)));
    }

    boolean mandatory() {
        return isMandatory(message);
    }

    /**
     * Decides a request that shows no password: it goes on as whom the container knows, or as nobody where that will do.
     *
     * @param known whom the container knows
     * @param ask what to do where that will not do
     */
    AuthStatus goOnAs(Optional<Principal> known, HttpMechanism ask) throws AuthException, IOException {
        if (known.isPresent()) {
            caller.known(known.get());
        } else if (mandatory()) {
            return ask.validate(this);
        } else {
            caller.nobody();
        }
        return AuthStatus.SUCCESS;
    }

    /** What {@code HttpServletRequest.getAuthType} answers (3.8.4). */
    void authType(String type) {
        Map<String, Object> map = message.getMap();
        if (map != null) {
            map.put(AUTH_TYPE, type);
        }
    }

    /** Whether the container gives the application its own request, and not the one that a module has put into the message. */
    boolean keepsItsRequest() {
        return isJetty();
    }

    private boolean isJetty() {
        return caller.handler().getClass().getName().startsWith("org.eclipse.jetty.");
    }

    /**
     * Before a response that is written here: Jetty 12.1 never takes up a connection again on which a module has answered, and
     * the client's next request would wait there for ever.
     */
    void lastOfItsConnection() {
        if (isJetty()) {
            response.setHeader("Connection", "close");
        }
    }
}
