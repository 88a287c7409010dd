package org.latchkey.tomcat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks by HTTP/2 without TLS. */
final class Http2 {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    private final int port;

    Http2(int port) throws IOException, InterruptedException {
        this.port = port;
        get("/app/open"); // the first request is an upgrade of HTTP/1.1's
    }

    /** The status and the body; headers are given in pairs. */
    String get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.version() != HttpClient.Version.HTTP_2) {
            throw new AssertionError("HTTP/2 was not spoken but " + answer.version());
        }
        return answer.statusCode() + "\n" + answer.body();
    }
}
