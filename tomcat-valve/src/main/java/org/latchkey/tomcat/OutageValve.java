package org.latchkey.tomcat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LoginFailure;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.ConfigValues;

/**
 * Says that logins cannot be checked at the moment, by a status of its own and {@code Retry-After}, where Tomcat would say that
 * the password is wrong: in the place of BASIC's 401 and of FORM's error page, and only for a request whose own login the
 * directory could not decide.
 *
 * <p>Stands in a {@code <Context>}; in {@code conf/context.xml} it serves every application. A mistake in an attribute fails the
 * start. Safe for use by many threads. RFC 9110 15.6.4, 10.2.3.
 */
public final class OutageValve extends ValveBase {

    private static final Set<ConfigKey> KEYS = EnumSet.of(ConfigKey.UNAVAILABLE_STATUS, ConfigKey.RETRY_AFTER);
    private static final Set<LoginFailure> OUTAGE = EnumSet.of(LoginFailure.UNAVAILABLE);
    private static final String MESSAGE = "Logins cannot be checked at the moment. Try again later.";

    private final Log log = OwnLog.of(OutageValve.class);
    private final Map<String, String> given = new ConcurrentHashMap<>();
    private volatile int status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    private volatile long retryAfter = 1;

    /** Makes a valve that answers 503; Tomcat's digester and embedding programs set the attributes. */
    public OutageValve() {
        super(true);
    }

    /**
     * Takes any attribute by name, read strictly at start: {@code unavailableStatus}, {@code retryAfter}, {@code configFile}.
     *
     * @param name the key
     * @param value its value as written, or {@code null} to leave the key out again
     */
    public void setProperty(String name, @Nullable String value) {
        if (value == null) {
            given.remove(name);
        } else {
            given.put(name, value);
        }
    }

    @Override
    protected void startInternal() throws LifecycleException {
        if (!(getContainer() instanceof Context)) {
            throw cannotStart(
                    "it must stand in a <Context>, such as that of conf/context.xml, which every application has; further"
                            + " out Tomcat's own error report has gone to the browser before it could be replaced",
                    null);
        }
        try {
            ConfigValues values = ConfigReader.values(KEYS, given);
            status = values.integer(ConfigKey.UNAVAILABLE_STATUS);
            retryAfter = Math.max(1, values.duration(ConfigKey.RETRY_AFTER).toSeconds());
        } catch (ConfigException e) {
            throw cannotStart(String.join("; ", e.problems()), e);
        }
        super.startInternal();
    }

    private LifecycleException cannotStart(String problems, @Nullable Throwable cause) {
        String message = "OutageValve of " + getContainer() + " cannot start: " + problems;
        log.error(message);
        return new LifecycleException(message, cause);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        HeldAnswer held =
                FormPost.is(request) ? HeldAnswer.of(request, response, OUTAGE) : new HeldAnswer(request, response);
        getNext().invoke(request, response);
        if (isOutage(request, response) && !held.fail(status, MESSAGE, retryAfter)) {
            log.warn("Something else had been answered already, instead of a " + status);
        }
    }

    private static boolean isOutage(Request request, Response response) {
        return (FormPost.is(request) || response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED)
                && request.getPrincipal() == null
                && RequestOrigin.failureOf(request).filter(OUTAGE::contains).isPresent();
    }
}
