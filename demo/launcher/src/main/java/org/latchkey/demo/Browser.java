package org.latchkey.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;

/** A browser with its own cookies that follows redirects. Not for use by several threads. */
final class Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI root;
    private final List<String> roles;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /**
     * Opens a browser.
     *
     * @param roles every role to ask the applications about
     */
    Browser(URI root, List<String> roles) {
        this.root = root;
        this.roles = roles;
    }

    /** The path, with a question after every role. */
    String withRoleQuestions(String path) {
        StringJoiner questions = new StringJoiner("&", path + '?', "");
        roles.forEach(role -> questions.add("role=" + encode(role)));
        return questions.toString();
    }

    Page get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** With BASIC credentials: RFC 7617 2, in UTF-8. */
    Page get(String path, String user, String password) throws IOException, InterruptedException {
        byte[] credentials = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return send(request(path)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .GET());
    }

    /**
     * Sends a form.
     *
     * @param fields names and values by turns
     */
    Page post(String path, String... fields) throws IOException, InterruptedException {
        StringJoiner form = new StringJoiner("&");
        for (int i = 0; i < fields.length; i += 2) {
            form.add(encode(fields[i]) + '=' + encode(fields[i + 1]));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE);
    }

    private Page send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Page(response.statusCode(), response.uri(), response.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
