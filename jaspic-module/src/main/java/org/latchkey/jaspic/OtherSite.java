package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a browser sent a request from a page of another site (Fetch Metadata; the Origin header, RFC 6454 7).
 *
 * <p>Only the host counts: a proxy that ends TLS changes scheme and port. Clients that are no browsers say nothing, and
 * nobody can make them send what they do not want to.
 */
final class OtherSite {

    /** RFC 6454 6.2: a scheme, a host, which is an IPv6 address in brackets or has no character that would end it, a port. */
    private static final Pattern ORIGIN =
            Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://(\\[[0-9a-fA-F:.]+]|[^\\[\\]@/\\\\:?#\\s]+)(?::[0-9]*)?");

    private OtherSite() {}

    static boolean sent(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if (site == null) {
            return origin != null && !isOurs(origin, request);
        }
        return switch (site) {
            case "same-origin", "none" -> false;
            case "same-site" -> origin == null || !isOurs(origin, request);
            default -> true;
        };
    }

    private static boolean isOurs(String origin, HttpServletRequest request) {
        String host = host(origin);
        return host != null
                && Stream.concat(Stream.of(request.getServerName()), forwarded(request))
                        .anyMatch(host::equalsIgnoreCase);
    }

    /** The name before a proxy changed it; a page of another site cannot make a browser send this header. */
    private static Stream<String> forwarded(HttpServletRequest request) {
        return Collections.list(request.getHeaders("X-Forwarded-Host")).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(name -> host("http://" + name.strip()))
                .flatMap(Stream::ofNullable);
    }

    /** Not by {@code java.net.URI}, which knows no host with an underscore in its name. */
    private static @Nullable String host(String origin) {
        Matcher matcher = ORIGIN.matcher(origin);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
