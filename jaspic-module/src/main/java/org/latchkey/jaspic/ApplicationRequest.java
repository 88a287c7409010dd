package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A request as the application sees it: some headers are out, and others say who its user is. Belongs to one request. */
final class ApplicationRequest extends RewordedRequest {

    private final Predicate<String> hidden;
    private final Map<String, List<String>> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Consumer<HttpSession> begun;

    /**
     * Makes the view.
     *
     * @param request the request
     * @param hidden which headers are out
     * @param shown which are in instead
     * @param begun is told of sessions
     */
    ApplicationRequest(
            HttpServletRequest request,
            Predicate<String> hidden,
            Map<String, List<String>> shown,
            Consumer<HttpSession> begun) {
        super(request);
        this.hidden = hidden;
        this.shown.putAll(shown);
        this.begun = begun;
    }

    @Override
    public @Nullable String getHeader(String name) {
        List<String> values = shown.get(name);
        if (values != null) {
            return values.isEmpty() ? null : values.get(0);
        }
        return hidden.test(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        List<String> values = shown.get(name);
        if (values != null) {
            return Collections.enumeration(values);
        }
        return hidden.test(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Enumeration<String> all = super.getHeaderNames();
        if (all != null) {
            names.addAll(Collections.list(all));
        }
        names.removeIf(hidden);
        shown.forEach((name, values) -> {
            if (!values.isEmpty()) {
                names.add(name);
            }
        });
        return Collections.enumeration(names);
    }

    @Override
    public long getDateHeader(String name) {
        return hidden.test(name) ? super.getDateHeader(name) : ((HttpServletRequest) getRequest()).getDateHeader(name);
    }

    @Override
    public HttpSession getSession() {
        return getSession(true);
    }

    @Override
    public HttpSession getSession(boolean create) {
        HttpSession session = super.getSession(create);
        if (session != null) {
            begun.accept(session);
        }
        return session;
    }
}
