package org.latchkey.tomcat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.latchkey.auth.LoginFailure;

/**
 * An answer to a login that a valve will put another in the place of. Belongs to one request.
 *
 * <p>Tomcat forwards to the error page of FORM on the very response, and closes it: by then it would be too late. So the
 * response takes nothing in from the moment at which the realm has told how the login ended.
 *
 * @param request the request
 * @param response its response
 */
record HeldAnswer(Request request, Response response) {

    private static final String NOTE = HeldAnswer.class.getName();
    private static final Set<String> OF_THE_PAGE =
            Set.of("etag", "last-modified", "accept-ranges", "www-authenticate", "location");

    private record Header(String name, String value) {}

    /**
     * Says which failures of a login page's form will be answered by a valve.
     *
     * @param request the request, before anybody has looked at it
     * @param response its response
     * @param failures those it answers
     * @return what will be the answer
     */
    static HeldAnswer of(Request request, Response response, Set<LoginFailure> failures) {
        Set<LoginFailure> all = EnumSet.copyOf(failures);
        all.addAll(heldOn(request));
        request.setNote(NOTE, all);
        return new HeldAnswer(request, response);
    }

    @SuppressWarnings("unchecked")
    private static Set<LoginFailure> heldOn(Request request) {
        return request.getNote(NOTE) instanceof Set<?> held ? (Set<LoginFailure>) held : Set.of();
    }

    /** Told how a login has ended: from now on nothing is written, or again everything. */
    static void told(Request request, Optional<LoginFailure> failure) {
        Set<LoginFailure> held = heldOn(request);
        if (!held.isEmpty()) {
            request.getResponse().setSuspended(failure.filter(held::contains).isPresent());
        }
    }

    /**
     * Sends the browser elsewhere instead.
     *
     * @param location where
     * @return false when what was written has gone already
     */
    boolean redirect(String location) throws IOException {
        if (!clear()) {
            return false;
        }
        response.setHeader("Cache-Control", "no-store");
        boolean old = "HTTP/1.0".equals(request.getProtocol());
        response.sendRedirect(location, old ? HttpServletResponse.SC_FOUND : HttpServletResponse.SC_SEE_OTHER);
        return true;
    }

    /**
     * Answers an error instead, which the application or Tomcat makes a page for.
     *
     * @param status the status
     * @param message what the page may say
     * @param retryAfter seconds until another try is worth it (RFC 9110 10.2.3)
     * @return false when what was written has gone already
     */
    boolean fail(int status, String message, long retryAfter) throws IOException {
        if (!clear()) {
            return false;
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Retry-After", Long.toString(retryAfter));
        response.sendError(status, message);
        return true;
    }

    /** Takes back what was written, and of the headers those that describe it: others may be a valve's or a filter's. */
    private boolean clear() {
        if (response.isCommitted()) {
            return false;
        }
        List<Header> kept = kept();
        request.removeAttribute(Globals.SENDFILE_FILENAME_ATTR);
        response.setSuspended(false);
        response.reset();
        kept.forEach(header -> response.addHeader(header.name(), header.value()));
        return true;
    }

    private List<Header> kept() {
        List<Header> kept = new ArrayList<>();
        Collection<String> names = Set.copyOf(response.getHeaderNames());
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_THE_PAGE.contains(lower) && (!lower.startsWith("content-") || lower.startsWith("content-sec"))) {
                response.getHeaders(name).forEach(value -> kept.add(new Header(name, value)));
            }
        }
        return kept;
    }
}
