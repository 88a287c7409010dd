package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for before the login, as types of the JDK, so that a session can hold it.
 *
 * <p>What a page of another site sent is kept as a mere address: with the login it would be done in the user's name, though
 * the browser may have left the session's cookie out just because of the other site. So is what was sent to where the
 * application protects some methods otherwise than others ({@link MethodConstraints}). Immutable.
 */
final class SavedRequest {

    static final int LARGEST_BODY = 64 * 1024;

    /** Those that belong to a connection, to the client whoever it is, or to a copy that is not asked for any more. */
    private static final Set<String> NOT_KEPT = Set.of(
            "authorization",
            "cookie",
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "keep-alive",
            "proxy-authorization",
            "forwarded",
            "if-match",
            "if-none-match",
            "if-modified-since",
            "if-unmodified-since",
            "if-range");

    private static final Pattern LEADING_SLASHES = Pattern.compile("^[/\\\\]*");
    private static final String METHOD = "method";
    private static final String PATH = "path";
    private static final String QUERY = "query";
    private static final String HEADERS = "headers";
    private static final String BODY = "body";

    private final Map<String, Object> kept;

    /** Takes up what {@link #kept} gave. */
    SavedRequest(Map<String, Object> kept) {
        this.kept = kept;
    }

    /**
     * Reads a request, and its body.
     *
     * @return empty where the body is too large to be kept
     */
    static Optional<SavedRequest> of(HttpServletRequest request) throws IOException {
        if (isSafe(request.getMethod()) || OtherSite.sent(request) || methodMatters(request)) {
            return Optional.of(of(request, "GET", new byte[0]));
        }
        if (request.getContentLengthLong() > LARGEST_BODY) {
            return Optional.empty();
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        return body.length > LARGEST_BODY ? Optional.empty() : Optional.of(of(request, request.getMethod(), body));
    }

    private static boolean methodMatters(HttpServletRequest request) {
        String info = request.getPathInfo();
        String path = info == null ? request.getServletPath() : request.getServletPath() + info;
        return MethodConstraints.of(request.getServletContext()).matterFor(path);
    }

    private static SavedRequest of(HttpServletRequest request, String method, byte[] body) {
        HashMap<String, Object> kept = new HashMap<>();
        kept.put(METHOD, method);
        kept.put(PATH, LEADING_SLASHES.matcher(request.getRequestURI()).replaceFirst("/"));
        String query = request.getQueryString();
        if (query != null) {
            kept.put(QUERY, query);
        }
        kept.put(HEADERS, headers(request));
        kept.put(BODY, body);
        return new SavedRequest(kept);
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NOT_KEPT.contains(lower) && !lower.startsWith("sec-") && !lower.startsWith("x-forwarded-")) {
                headers.put(lower, Collections.list(request.getHeaders(name)));
            }
        }
        return headers;
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** Whether it only reads (RFC 9110 9.2.1), so that a constraint for other methods has no say in it. */
    boolean isSafe() {
        return isSafe(method());
    }

    /** A map that a session can hold. */
    Map<String, Object> kept() {
        return kept;
    }

    String method() {
        return (String) Objects.requireNonNull(kept.get(METHOD));
    }

    /** Those that belong to the request, by their names in lower case. */
    @SuppressWarnings("unchecked") // as it was put in above
    Map<String, List<String>> headers() {
        return (Map<String, List<String>>) Objects.requireNonNull(kept.get(HEADERS));
    }

    byte[] body() {
        return (byte[]) Objects.requireNonNull(kept.get(BODY));
    }

    /** Where it is on this host. The path begins with one slash: with two it would be another host's name (RFC 3986 4.2). */
    String address() {
        String query = query();
        return query == null ? path() : path() + "?" + query;
    }

    private String path() {
        return (String) Objects.requireNonNull(kept.get(PATH));
    }

    private @Nullable String query() {
        return (String) kept.get(QUERY);
    }

    /** Whether a request is the one that a browser makes when it is led to the address. */
    boolean isAskedForBy(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && path().equals(request.getRequestURI())
                && Objects.equals(query(), request.getQueryString());
    }
}
