package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a browser sent a request from a page of another site (Fetch Metadata; the Origin header, RFC 6454 7).
 *
 * <p>Only the host counts: a proxy that ends TLS changes scheme and port. Clients that are no browsers say nothing, and
 * nobody can make them send what they do not want to.
 */
final class OtherSite {

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

    private static @Nullable String host(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
