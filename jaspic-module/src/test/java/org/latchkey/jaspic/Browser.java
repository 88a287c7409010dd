package org.latchkey.jaspic;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps cookies, and follows no redirect by itself. */
final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"latchkey_token\" value=\"([^\"]+)\"");

    private final String root;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();

    Browser(String root) {
        this.root = root;
    }

    static String basic(String user, String password, Charset charset) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(charset));
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> getAs(String user, String password, String path) {
        return get(path, "Authorization", basic(user, password, StandardCharsets.UTF_8));
    }

    /** Sends a form of names and values in pairs. */
    HttpResponse<String> post(String path, String form, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/x-www-form-urlencoded";
        return send("POST", path, form, all);
    }

    /** Sends what a user types on the page that was shown. */
    HttpResponse<String> logIn(HttpResponse<String> page, String user, String password, String... headers) {
        Matcher token = TOKEN.matcher(page.body());
        String form = "j_username=" + encoded(user) + "&j_password=" + encoded(password)
                + (token.find() ? "&latchkey_token=" + token.group(1) : "");
        return post("/j_security_check", form, headers);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Goes where a response leads. */
    HttpResponse<String> follow(HttpResponse<String> response) {
        String location = response.headers().firstValue("Location").orElseThrow();
        return get(location.substring("/app".length()));
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The session's id, or nothing. */
    String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                .map(HttpCookie::getValue)
                .collect(Collectors.joining());
    }
}
