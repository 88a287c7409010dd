package org.latchkey.it.ee;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of the acceptance table: what is asked, and what has to come back.
 *
 * @param name a sentence; unique
 * @param expected by the names of {@link Seen}; what is not named is not looked at
 */
record Row(String name, Call call, Map<String, String> expected) {
    static Row of(String name, Call call) {
        return new Row(name, call, Map.of());
    }

    Row status(int status) {
        return expect("status", Integer.toString(status));
    }

    /** Answered, to this caller, with what BASIC says of itself. */
    Row caller(String user) {
        return status(200).expect("remoteUser", user).expect("principal", user).expect("authType", "BASIC");
    }

    /** Answered, to nobody. */
    Row nobody() {
        return status(200)
                .expect("remoteUser", "null")
                .expect("principal", "null")
                .expect("roles", "");
    }

    /** Refused, with a challenge (RFC 7617 2). */
    Row challenged() {
        return status(401).expect("challenge", "Basic realm=\"Latchkey\"").expect("Retry-After", "");
    }

    Row roles(String... sorted) {
        return expect("roles", String.join(",", sorted));
    }

    Row expect(String what, String value) {
        return expect(Map.of(what, value));
    }

    Row expect(Map<String, String> more) {
        var all = new LinkedHashMap<>(expected);
        all.putAll(more);
        return new Row(name, call, all);
    }
}
