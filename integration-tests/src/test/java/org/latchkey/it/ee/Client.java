package org.latchkey.it.ee;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** One person's browser at one application: keeps cookies, follows redirects. Safe for use by several threads. */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    static {
        // seconds: Jetty keeps the last request of a connection, its application with it, as long as that is open
        System.setProperty("jdk.httpclient.keepalive.timeout", "2");
    }

    private final String root;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http;

    Client(String root) {
        this.root = root;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(PATIENCE)
                .build();
    }

    Seen send(Call call) {
        try {
            return begin(call).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(root + ' ' + call, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<Seen> begin(Call call) {
        return http.sendAsync(request(call), BodyHandlers.ofString()).thenApply(Seen::of);
    }

    Seen get(String path) {
        return send(Call.get(path));
    }

    Seen post(String path, Map<String, String> form) {
        return send(Call.post(path, encoded(form)).with("Content-Type", "application/x-www-form-urlencoded"));
    }

    /** As the form of a login page sends it that was shown in the place of an employee's page. */
    Seen fillIn(String user, String password) {
        return post("/employee/j_security_check", Map.of("j_username", user, "j_password", password));
    }

    /** The session's name, as this browser has it; empty without one. */
    String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElse("");
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + call.path()))
                .timeout(PATIENCE)
                .method(
                        call.method(),
                        call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        return request.build();
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + '=' + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
