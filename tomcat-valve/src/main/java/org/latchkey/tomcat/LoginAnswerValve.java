package org.latchkey.tomcat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.juli.logging.Log;
import org.latchkey.auth.LoginFailure;

/**
 * Answers in the place of Tomcat's authenticators where the realm's keys say so: no password over plain HTTP, and a redirect
 * for somebody whose password must be changed. It never decides a login. Safe for use by many threads.
 */
final class LoginAnswerValve extends ValveBase {

    private static final Set<LoginFailure> NEW_PASSWORD =
            EnumSet.of(LoginFailure.PASSWORD_EXPIRED, LoginFailure.PASSWORD_MUST_CHANGE);
    private static final byte[] NEEDS_TLS = "This needs HTTPS.\n".getBytes(StandardCharsets.UTF_8);

    private final LdapRealm realm;
    private final LoginAnswers answers;
    private final Log log;

    /**
     * Makes a valve that is in no pipeline yet.
     *
     * @param realm whose logins are meant; applications with another realm are passed on
     * @param answers what to answer
     * @param log takes what could not be answered
     */
    LoginAnswerValve(LdapRealm realm, LoginAnswers answers, Log log) {
        super(true);
        this.realm = realm;
        this.answers = answers;
        this.log = log;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!isOurs(request.getContext())) {
            getNext().invoke(request, response);
        } else if (answers.tlsOnly() && !request.isSecure() && bringsPassword(request)) {
            refuse(response);
        } else {
            String url = answers.passwordChangeUrl();
            if (url == null || !FormPost.is(request)) {
                getNext().invoke(request, response);
            } else {
                HeldAnswer held = HeldAnswer.of(request, response, NEW_PASSWORD);
                getNext().invoke(request, response);
                redirect(held, request, url);
            }
        }
    }

    private boolean isOurs(Context application) {
        return application != null && LdapRealms.in(application.getRealm()).contains(realm);
    }

    /** Looks at no parameter, because Tomcat would read the body for it. */
    private static boolean bringsPassword(Request request) {
        return FormPost.is(request)
                || Collections.list(request.getHeaders("Authorization")).stream()
                        .map(String::stripLeading)
                        .anyMatch(header -> isScheme(header, "Basic") || isScheme(header, "Digest"));
    }

    /** Schemes are told apart whatever their case (RFC 9110 11.1). */
    private static boolean isScheme(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length())
                && (header.length() == scheme.length() || Character.isWhitespace(header.charAt(scheme.length())));
    }

    private static void refuse(Response response) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain;charset=UTF-8");
        response.setContentLength(NEEDS_TLS.length);
        response.getOutputStream().write(NEEDS_TLS);
    }

    private void redirect(HeldAnswer held, Request request, String url) throws IOException {
        boolean wanted = request.getPrincipal() == null
                && RequestOrigin.failureOf(request)
                        .filter(NEW_PASSWORD::contains)
                        .isPresent();
        if (wanted && !held.redirect(url.startsWith("/") ? request.getContextPath() + url : url)) {
            log.warn("Something else had been answered already: the browser could not be sent to passwordChangeUrl");
        }
    }
}
