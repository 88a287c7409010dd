package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for before the login, kept in the session as types of the JDK, to be given back once.
 *
 * <p>What a page of another site sent is kept as a mere address: with the login it would be done in the user's name, though
 * the browser may have left the session's cookie out just because of the other site. So is what was sent to where the
 * application protects some methods otherwise than others ({@link MethodConstraints}).
 *
 * @param method how it was asked for
 * @param path the path, with the application's in front
 * @param query the query, or {@code null} without one
 * @param headers those that belong to the request, by their names in lower case
 * @param body its bytes
 */
record SavedRequest(
        String method, String path, @Nullable String query, Map<String, List<String>> headers, byte[] body) {

    static final int LARGEST_BODY = 64 * 1024;

    private static final String KEPT = "org.latchkey.saved";
    private static final String GRANTED = "org.latchkey.granted";

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

    /**
     * Reads a request, and its body.
     *
     * @return empty where the body is too large to be kept
     */
    static Optional<SavedRequest> of(HttpServletRequest request) throws IOException {
        String method = request.getMethod();
        if (isSafe(method) || OtherSite.sent(request) || methodMatters(request)) {
            return Optional.of(new SavedRequest(
                    "GET", request.getRequestURI(), request.getQueryString(), headers(request), new byte[0]));
        }
        if (request.getContentLengthLong() > LARGEST_BODY) {
            return Optional.empty();
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        return body.length > LARGEST_BODY
                ? Optional.empty()
                : Optional.of(new SavedRequest(
                        method, request.getRequestURI(), request.getQueryString(), headers(request), body));
    }

    private static boolean methodMatters(HttpServletRequest request) {
        String info = request.getPathInfo();
        String path = info == null ? request.getServletPath() : request.getServletPath() + info;
        return MethodConstraints.of(request.getServletContext()).matterFor(path);
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** Whether it only reads (RFC 9110 9.2.1), so that a constraint for other methods has no say in it. */
    boolean isSafe() {
        return isSafe(method);
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

    /** Puts it into a session, in the place of an earlier one. */
    void keep(HttpSession session) {
        HashMap<String, Object> kept = new HashMap<>();
        kept.put("method", method);
        kept.put("path", path);
        kept.put("query", query);
        LinkedHashMap<String, ArrayList<String>> names = new LinkedHashMap<>();
        headers.forEach((name, values) -> names.put(name, new ArrayList<>(values)));
        kept.put("headers", names);
        kept.put("body", body);
        session.setAttribute(KEPT, new AtomicReference<>(kept));
    }

    /**
     * Lets the session have back what it asked for, now that somebody has logged in.
     *
     * @return where on this host it is, or {@code null} where nothing was asked for
     */
    static @Nullable String grant(HttpSession session) {
        Object kept = session.getAttribute(KEPT);
        session.removeAttribute(KEPT);
        Optional<SavedRequest> saved = read(kept);
        if (saved.isPresent()) {
            session.setAttribute(GRANTED, kept);
        }
        return saved.map(SavedRequest::address).orElse(null);
    }

    /** A path begins with one slash here: with two it would be the name of another host (RFC 3986 4.2). */
    private String address() {
        String local = LEADING_SLASHES.matcher(path).replaceFirst("/");
        return query == null ? local : local + "?" + query;
    }

    /** What a session may have back, if that is what is asked for now; for one of several requests at once, and once. */
    static Optional<SavedRequest> granted(@Nullable HttpSession session, HttpServletRequest request) {
        Object kept = session == null ? null : session.getAttribute(GRANTED);
        Optional<SavedRequest> saved = read(kept).filter(one -> one.isAskedForBy(request));
        if (saved.isEmpty() || !(kept instanceof AtomicReference<?> once) || once.getAndSet(null) == null) {
            return Optional.empty();
        }
        Objects.requireNonNull(session).removeAttribute(GRANTED);
        return saved;
    }

    private boolean isAskedForBy(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && LEADING_SLASHES.matcher(path).replaceFirst("/").equals(request.getRequestURI())
                && Objects.equals(query, request.getQueryString());
    }

    @SuppressWarnings("unchecked") // as it was put in above
    private static Optional<SavedRequest> read(@Nullable Object kept) {
        return kept instanceof AtomicReference<?> reference && reference.get() instanceof Map<?, ?> map
                ? Optional.of(new SavedRequest(
                        (String) map.get("method"),
                        (String) map.get("path"),
                        (String) map.get("query"),
                        (Map<String, List<String>>) map.get("headers"),
                        (byte[]) map.get("body")))
                : Optional.empty();
    }
}
