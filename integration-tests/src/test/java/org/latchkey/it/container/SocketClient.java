package org.latchkey.it.container;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets as browsers do. */
final class SocketClient {
    private static final int PATIENCE_SECONDS = 30;

    private SocketClient() {}

    /** The first that the server says, or the status by which it refuses; headers are given in pairs. */
    static String open(String root, String path, String... headers) {
        CompletableFuture<String> said = new CompletableFuture<>();
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        try {
            WebSocket socket = builder.buildAsync(URI.create(root.replaceFirst("^http", "ws") + path), new Heard(said))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            String first = said.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            socket.abort();
            return first;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return String.valueOf(refused.getResponse().statusCode());
            }
            throw e;
        }
    }

    /** Keeps the first text; it comes in one piece. */
    private record Heard(CompletableFuture<String> said) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            said.complete(text.toString());
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            said.completeExceptionally(error);
        }
    }
}
