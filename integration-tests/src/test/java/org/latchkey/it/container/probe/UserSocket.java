package org.latchkey.it.container.probe;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;

/** Says to whoever opens it who they are: to the handshake, and to the socket that it led to. */
@ServerEndpoint(value = "/socket", configurator = UserSocket.Handshake.class)
public final class UserSocket {
    private static final String SEEN = "seen";

    /** Notes what the handshake shows. */
    public static final class Handshake extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            boolean named = request.getHeaders().keySet().stream()
                    .map(header -> header.toLowerCase(Locale.ROOT))
                    .anyMatch(header -> header.contains("forwarded-user") || header.contains("secret"));
            config.getUserProperties()
                    .put(
                            SEEN,
                            name(request.getUserPrincipal()) + " users=" + request.isUserInRole("users") + " headers="
                                    + named);
        }
    }

    /** Tells. */
    @OnOpen
    public void open(Session session, EndpointConfig config) throws IOException {
        String seen = String.valueOf(config.getUserProperties().get(SEEN));
        session.getBasicRemote().sendText(seen + " socket=" + name(session.getUserPrincipal()));
    }

    private static String name(Principal user) {
        return user == null ? "nobody" : user.getName();
    }
}
