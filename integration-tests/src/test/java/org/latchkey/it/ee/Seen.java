package org.latchkey.it.ee;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came back, by name: {@code status}, {@code path}, {@code challenge} (less its parameters after the first), the headers that matter (absent ones are empty), and each
 * {@code key=value} line of the application.
 */
record Seen(Map<String, String> values, String body) {
    static Seen of(HttpResponse<String> response) {
        var values = new LinkedHashMap<String, String>();
        values.put("status", Integer.toString(response.statusCode()));
        values.put("path", response.uri().getPath());
        for (String header : new String[] {"WWW-Authenticate", "Retry-After", "Set-Cookie", "Cache-Control"}) {
            values.put(header, response.headers().firstValue(header).orElse(""));
        }
        values.put("challenge", values.get("WWW-Authenticate").replaceFirst(",.*", ""));
        values.putAll(values(response.body()));
        values.put("length", response.body().isEmpty() ? "none" : "some");
        return new Seen(values, response.body());
    }

    /** What the application says, line by line. */
    static Map<String, String> values(String body) {
        var values = new LinkedHashMap<String, String>();
        body.lines().filter(line -> line.matches("[A-Za-z.]+=.*")).forEach(line -> {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return values;
    }

    int status() {
        return Integer.parseInt(get("status"));
    }

    /** Empty where there is none. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }
}
