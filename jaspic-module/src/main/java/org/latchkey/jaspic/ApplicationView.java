package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigValues;
import org.latchkey.config.HeaderName;
import org.latchkey.proxy.ProxyGate;

/**
 * What applications see of a request that is not as it came: the headers of a proxy are out, and attributes of the user are in
 * ({@code requestAttributes}, {@code requestHeaders}). Immutable.
 */
final class ApplicationView {

    private static final String SHOWN = "org.latchkey.jaspic.shown";
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+", Pattern.UNICODE_CHARACTER_CLASS);

    private final Optional<ProxyGate> gate;
    private final Map<String, String> attributes;
    private final Map<String, String> headers;
    private final Set<String> taken = new HashSet<>();

    /** What is shown of the user of one request; a note on it for whoever sees it later. */
    private record Shown(Map<String, List<String>> headers, Consumer<HttpSession> begun) {}

    private ApplicationView(Optional<ProxyGate> gate, Map<String, String> attributes, Map<String, String> headers) {
        this.gate = gate;
        this.attributes = attributes;
        this.headers = headers;
        headers.keySet().forEach(name -> taken.add(HeaderName.folded(name)));
    }

    /** What a configuration wants. */
    static ApplicationView of(ConfigValues values, Optional<ProxyGate> gate) {
        return new ApplicationView(
                gate,
                values.attributes(ConfigKey.REQUEST_ATTRIBUTES).byName(),
                values.attributes(ConfigKey.REQUEST_HEADERS).byName());
    }

    /** Whether every request is as it came. */
    boolean isEmpty() {
        return attributes.isEmpty() && !changesHeaders();
    }

    /** Whether the application must be given another request than the container's. */
    boolean changesHeaders() {
        return gate.isPresent() || !headers.isEmpty();
    }

    /** Without what a client may not say. */
    ApplicationRequest stripped(HttpServletRequest request) {
        attributes.keySet().forEach(request::removeAttribute);
        return new ApplicationRequest(request, this::hides, Map.of(), session -> {});
    }

    /** With what is to be said of the user. */
    ApplicationRequest shown(HttpServletRequest request, Handed handed) {
        attributes.forEach((name, attribute) ->
                values(handed, attribute).stream().findFirst().ifPresent(value -> request.setAttribute(name, value)));
        Map<String, List<String>> lines = new LinkedHashMap<>();
        headers.forEach((name, attribute) -> lines.put(name, lines(values(handed, attribute))));
        request.setAttribute(SHOWN, new Shown(lines, handed.begun()));
        return shown(request);
    }

    /** As the note on it says, or with nobody's where there is none. */
    ApplicationRequest shown(HttpServletRequest request) {
        Shown shown = request.getAttribute(SHOWN) instanceof Shown note ? note : new Shown(Map.of(), session -> {});
        return new ApplicationRequest(request, this::hides, shown.headers(), shown.begun());
    }

    private boolean hides(String name) {
        return taken.contains(HeaderName.folded(name))
                || gate.filter(known -> known.hides(name)).isPresent();
    }

    private static List<?> values(Handed handed, String attribute) {
        Object value = handed.attributes().get(attribute);
        return value instanceof List<?> several ? several : value == null ? List.of() : List.of(value);
    }

    /** A line for each value; bytes are none. */
    private static List<String> lines(List<?> values) {
        return values.stream()
                .filter(String.class::isInstance)
                .map(text -> wire((String) text))
                .toList();
    }

    /** As it would have come over the wire in UTF-8, on one line (RFC 9110 5.5). */
    private static String wire(String text) {
        String line = CONTROLS.matcher(text).replaceAll(" ").strip();
        return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
