package org.latchkey.jaspic;

import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.function.Consumer;

/** What a mechanism leaves for the request that the application sees. Used by the thread of one request. */
final class Handed {

    private Map<String, ?> attributes = Map.of();
    private Consumer<HttpSession> begun = session -> {};

    /** The attributes of the caller who was handed over; none where that is nobody. */
    void attributes(Map<String, ?> ofCaller) {
        attributes = ofCaller;
    }

    Map<String, ?> attributes() {
        return attributes;
    }

    /** Who is to see sessions that the application begins. */
    void begun(Consumer<HttpSession> session) {
        begun = session;
    }

    Consumer<HttpSession> begun() {
        return begun;
    }
}
