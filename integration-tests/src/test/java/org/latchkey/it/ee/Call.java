package org.latchkey.it.ee;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.latchkey.it.fixture.Person;

/**
 * One request.
 *
 * @param path below the application's own
 * @param body nothing is sent where it is empty
 */
record Call(String method, String path, Map<String, String> headers, String body) {
    static Call get(String path) {
        return of("GET", path);
    }

    static Call of(String method, String path) {
        return new Call(method, path, Map.of(), "");
    }

    static Call post(String path, String body) {
        return new Call("POST", path, Map.of(), body);
    }

    Call with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Call(method, path, more, body);
    }

    /** With BASIC in UTF-8, as browsers send it today (RFC 7617 2.1). */
    Call as(String user, String password) {
        return as(user, password, StandardCharsets.UTF_8);
    }

    Call as(Person person) {
        return as(person.uid(), person.password());
    }

    Call as(String user, String password, Charset charset) {
        byte[] pair = (user + ':' + password).getBytes(charset);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Never the credentials. */
    @Override
    public String toString() {
        return method + ' ' + path;
    }
}
