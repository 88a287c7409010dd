package org.latchkey.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** One person's browser: keeps cookies, follows redirects, sends the password only when told to. */
final class Browser {
    private final String root;
    private final HttpClient client;

    Browser(String root) {
        this(root, HttpClient.newBuilder());
    }

    /** For https, with what this person shows and believes. */
    Browser(String root, SSLContext tls) {
        this(root, HttpClient.newBuilder().sslContext(tls));
    }

    private Browser(String root, HttpClient.Builder client) {
        this(
                root,
                client.cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build());
    }

    private Browser(String root, HttpClient client) {
        this.root = root;
        this.client = client;
    }

    /** The same person, with the same cookies, sent to another server by whatever shares out the load. */
    Browser at(String otherRoot) {
        return new Browser(otherRoot, client);
    }

    Answer get(String path) {
        return send(request(path));
    }

    /** With HTTP BASIC credentials. */
    Answer get(String path, String user, String password) {
        return send(request(path).header("Authorization", basic(user, password)));
    }

    /** With an Authorization header of the caller's making. */
    Answer getAuthorized(String path, String authorization) {
        return send(request(path).header("Authorization", authorization));
    }

    /** With the headers of a proxy that has let somebody in. */
    Answer getNamed(String path, String user, String secret) {
        return send(request(path).header("X-Forwarded-User", user).header("X-Proxy-Secret", secret));
    }

    Answer post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + '=' + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Fills in a FORM login page of the application at {@code context}, as the page's own form would send it. */
    Answer fillIn(String context, String user, String password) {
        return post(context + "/j_security_check", Map.of("j_username", user, "j_password", password));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(30));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.uri().getPath(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
