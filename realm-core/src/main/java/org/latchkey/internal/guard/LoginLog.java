package org.latchkey.internal.guard;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import org.latchkey.auth.AuthenticationListener;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.LogText;
import org.latchkey.auth.LoginRequest;

/**
 * Writes one line for each login attempt: outcome and reason, name, source address, door, server, plan, operations,
 * milliseconds. Names are quoted and escaped, so that one attempt is always one line. Safe for use by many threads.
 */
public final class LoginLog implements AuthenticationListener {

    private final Logger logger;

    /**
     * Makes the log.
     *
     * @param logger where lines go: refusals and logins at INFO, outages at WARNING, sessions that go on at DEBUG
     */
    public LoginLog(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void onResult(LoginRequest request, AuthenticationResult result, Duration took) {
        Level level = level(request, result);
        if (logger.isLoggable(level)) {
            logger.log(level, line(request, result, took));
        }
    }

    /** That a session goes on is no news. */
    private static Level level(LoginRequest request, AuthenticationResult result) {
        if (result instanceof AuthenticationResult.Unavailable) {
            return Level.WARNING;
        }
        return result instanceof Authenticated && request.credentials() instanceof Credentials.Known
                ? Level.DEBUG
                : Level.INFO;
    }

    private static String line(LoginRequest request, AuthenticationResult result, Duration took) {
        String outcome = result.fold(
                LoginLog::authenticated,
                rejected -> "REJECTED reason=" + rejected.reason(),
                unavailable -> "UNAVAILABLE reason=" + unavailable.cause() + " detail="
                        + LogText.quoted(unavailable.detail()));
        return outcome + " user=" + LogText.quoted(request.credentials().username())
                + " peer="
                + LogText.word(Objects.requireNonNullElse(request.origin().peer(), "-"))
                + " door=" + request.origin().door()
                + " server=" + Objects.requireNonNullElse(request.trace().server(), "-")
                + " plan=" + Objects.requireNonNullElse(request.trace().plan(), "-")
                + " ops=" + request.trace().operations()
                + " ms=" + took.toMillis();
    }

    private static String authenticated(Authenticated result) {
        return "AUTHENTICATED as=" + LogText.quoted(result.principal().getName()) + " roles="
                + result.principal().roles().size();
    }
}
