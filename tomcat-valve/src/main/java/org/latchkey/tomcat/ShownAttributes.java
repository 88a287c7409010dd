package org.latchkey.tomcat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.TomcatPrincipal;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.http.MimeHeaders;
import org.latchkey.config.HeaderName;

/** Which attributes of a principal applications see in a request. Immutable. */
final class ShownAttributes {

    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+", Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, String> attributes;
    private final Map<String, String> headers;
    private final Set<String> taken;

    /**
     * Makes the list.
     *
     * @param attributes the principal's attributes by the names of the request's
     * @param headers the principal's attributes by the names of the headers
     */
    ShownAttributes(Map<String, String> attributes, Map<String, String> headers) {
        this.attributes = attributes;
        this.headers = headers;
        this.taken = headers.keySet().stream().map(HeaderName::folded).collect(Collectors.toSet());
    }

    /** Takes out whatever the request brings under these names. */
    void takeFrom(Request request) {
        ProxiedRequest.strip(
                request.getCoyoteRequest().getMimeHeaders(), name -> taken.contains(HeaderName.folded(name)));
        attributes.keySet().forEach(request::removeAttribute);
    }

    /** Shows what is known of the user, if there is one. */
    void giveTo(Request request) {
        if (request.getPrincipal() instanceof TomcatPrincipal user) {
            attributes.forEach((name, attribute) ->
                    values(user, attribute).stream().findFirst().ifPresent(value -> request.setAttribute(name, value)));
            MimeHeaders all = request.getCoyoteRequest().getMimeHeaders();
            headers.forEach((name, attribute) -> add(all, name, values(user, attribute)));
        }
    }

    private static List<?> values(TomcatPrincipal user, String attribute) {
        Object value = user.getAttribute(attribute);
        return value instanceof List<?> several ? several : value == null ? List.of() : List.of(value);
    }

    /** A line for each value; bytes are none. */
    private static void add(MimeHeaders all, String name, List<?> values) {
        for (Object value : values) {
            if (value instanceof String text) {
                all.addValue(name).setString(wire(text));
            }
        }
    }

    /** As it would have come over the wire in UTF-8, on one line (RFC 9110 5.5). */
    private static String wire(String text) {
        String line = CONTROLS.matcher(text).replaceAll(" ").strip();
        return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
