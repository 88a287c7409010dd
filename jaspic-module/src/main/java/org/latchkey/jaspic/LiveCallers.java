package org.latchkey.jaspic;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.SessionCheck;
import org.latchkey.SessionVerdict;
import org.latchkey.SessionVerdict.End;
import org.latchkey.SessionVerdict.Replace;
import org.latchkey.SessionWatch;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LogText;

/**
 * The callers that sessions keep, looked at again when they are due ({@code rolesRefreshInterval}). Where the key is not
 * given, they are as they were. Safe for use by many threads.
 */
final class LiveCallers {

    private final PasswordCheck check;
    private final Clock clock;
    private final @Nullable SessionWatch<Kept, DirectoryPrincipal> watch;
    private final Logger log = System.getLogger("org.latchkey");

    /** One caller of one session, as of one time. */
    private record Kept(String session, Object asOf) {}

    LiveCallers(PasswordCheck check, Optional<SessionCheck> rules, Clock clock, LongSupplier nanoTime) {
        this.check = check;
        this.clock = clock;
        this.watch = rules.map(given -> SessionWatch.<Kept>byEquality(given, clock, nanoTime))
                .orElse(null);
    }

    Clock clock() {
        return clock;
    }

    /**
     * The caller of a request's session.
     *
     * @param request the request
     * @return the caller, or empty where there is none or the session has just ended
     */
    Optional<DirectoryPrincipal> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Optional<DirectoryPrincipal> caller = SessionCaller.of(session);
        if (caller.isEmpty() || session == null) {
            return Optional.empty();
        }
        DirectoryPrincipal noted = SessionCaller.noted(session).orElse(caller.get());
        SessionVerdict<DirectoryPrincipal> verdict = look(request, session, noted, Function.identity());
        if (verdict instanceof Replace<DirectoryPrincipal> replace) {
            SessionCaller.keep(session, replace.user());
            return SessionCaller.of(session);
        }
        if (verdict instanceof End<DirectoryPrincipal> end) {
            end(request, session, noted, end);
            return Optional.empty();
        }
        return caller;
    }

    /**
     * Looks at a caller where it is due.
     *
     * @param request the request
     * @param session its session
     * @param noted the caller, with the time at which it was true
     * @param made makes the caller of the answer
     * @return what becomes of the caller
     */
    SessionVerdict<DirectoryPrincipal> look(
            HttpServletRequest request,
            HttpSession session,
            DirectoryPrincipal noted,
            Function<DirectoryPrincipal, DirectoryPrincipal> made) {
        SessionWatch<Kept, DirectoryPrincipal> watching = watch;
        Object asOf = noted.attributes().get(SessionCheck.AS_OF);
        return watching == null || asOf == null
                ? new SessionVerdict.Keep<>()
                : watching.look(
                        new Kept(session.getId(), asOf),
                        noted,
                        () -> check.again(noted, request.getRemoteAddr()),
                        made);
    }

    /** Ends a session. What the container keeps besides, it is told to forget: Open Liberty has a cookie of its own for the caller. */
    void end(
            HttpServletRequest request,
            HttpSession session,
            DirectoryPrincipal noted,
            End<DirectoryPrincipal> verdict) {
        log.log(Level.INFO, "The session of " + LogText.quoted(noted.getName()) + " ends: " + verdict.why());
        SessionCaller.forget(session);
        try {
            if (ContainerCaller.of(request).isPresent()) {
                request.logout();
            }
        } catch (ServletException | RuntimeException e) {
            log.log(Level.WARNING, "The container did not log out a caller whose session has ended", e);
        }
        try {
            session.invalidate();
        } catch (IllegalStateException e) {
            log.log(Level.DEBUG, "The session had ended already", e);
        }
    }
}
