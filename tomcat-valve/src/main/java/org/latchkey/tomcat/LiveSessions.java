package org.latchkey.tomcat;

import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.catalina.Authenticator;
import org.apache.catalina.Session;
import org.apache.catalina.authenticator.Constants;
import org.apache.catalina.connector.Request;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.juli.logging.Log;
import org.ietf.jgss.GSSCredential;
import org.latchkey.SessionCheck;
import org.latchkey.SessionVerdict;
import org.latchkey.SessionVerdict.End;
import org.latchkey.SessionVerdict.Replace;
import org.latchkey.SessionWatch;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LogText;

/**
 * Looks at the user of a request before anybody else does: the one of its session, and the one that single sign-on, or a valve
 * before, has put there. Whoever may not log in any more is nobody, and their session is over.
 *
 * <p>Single sign-on keeps the principal of the login, and so does every session that began with it: whoever comes with an old
 * one is given its successor. Principals that the realm did not make are left alone. Safe for use by many threads.
 */
final class LiveSessions {

    private final RealmLogin login;
    private final Log log;
    private final SessionWatch<GenericPrincipal, GenericPrincipal> watch;

    /**
     * Makes it.
     *
     * @param check the rules
     * @param login asks the engine
     * @param log is told of sessions that end
     * @param clock the time of day
     * @param nanoTime a monotonic clock in nanoseconds
     */
    LiveSessions(SessionCheck check, RealmLogin login, Log log, Clock clock, LongSupplier nanoTime) {
        this.login = login;
        this.log = log;
        this.watch = SessionWatch.byIdentity(check, clock, nanoTime);
    }

    /**
     * Looks at a request.
     *
     * @param request a request of an application whose realm this is
     */
    void look(Request request) {
        ProxiedSession proxied = new ProxiedSession(request);
        if (request.getPrincipal() instanceof GenericPrincipal shown) {
            SessionVerdict<GenericPrincipal> verdict = verdict(shown, besides(proxied.of(shown)));
            if (verdict instanceof Replace<GenericPrincipal> replace) {
                request.setUserPrincipal(replace.user());
            } else if (verdict instanceof End<GenericPrincipal> end) {
                end(request, shown, end.why());
                return;
            }
        }
        Session session = request.getSessionInternal(false);
        if (session != null && session.getPrincipal() instanceof GenericPrincipal kept) {
            Optional<ProxiedSession.Login> login = proxied.of(kept);
            SessionVerdict<GenericPrincipal> verdict = verdict(kept, besides(login));
            if (verdict instanceof Replace<GenericPrincipal> replace) {
                session.setPrincipal(replace.user());
                login.ifPresent(said -> proxied.succeed(said, replace.user()));
            } else if (verdict instanceof End<GenericPrincipal> end) {
                end(request, kept, end.why());
            }
        }
    }

    /** What a successor has besides what the directory says. */
    private static UnaryOperator<DirectoryPrincipal> besides(Optional<ProxiedSession.Login> login) {
        return login.<UnaryOperator<DirectoryPrincipal>>map(said -> said::adding)
                .orElse(UnaryOperator.identity());
    }

    /**
     * Looks at a user whom a valve keeps itself. One whose session is to end is told to the administrator.
     *
     * @param known the user
     * @param more adds to a successor what the directory does not say
     * @return the verdict
     */
    SessionVerdict<GenericPrincipal> look(GenericPrincipal known, UnaryOperator<DirectoryPrincipal> more) {
        SessionVerdict<GenericPrincipal> verdict = verdict(known, more);
        if (verdict instanceof End<GenericPrincipal> end) {
            tell(known, end.why());
        }
        return verdict;
    }

    private SessionVerdict<GenericPrincipal> verdict(GenericPrincipal known, UnaryOperator<DirectoryPrincipal> more) {
        GenericPrincipal latest = known;
        boolean succeeded = false;
        while (watch.settled(latest).orElse(null) instanceof Replace<GenericPrincipal> replace) {
            latest = replace.user();
            succeeded = true;
        }
        GenericPrincipal asked = latest;
        DirectoryPrincipal user = read(asked);
        GSSCredential delegated = asked.getGssCredential();
        SessionVerdict<GenericPrincipal> verdict = watch.look(
                asked,
                user,
                () -> login.again(user, delegated),
                now -> RealmLogin.principal(more.apply(now), delegated));
        if (!succeeded) {
            return verdict;
        }
        SessionVerdict<GenericPrincipal> found =
                verdict instanceof SessionVerdict.Keep ? new Replace<>(asked) : verdict;
        watch.settle(known, found); // and those between are let go
        return found;
    }

    /** A principal as the engine made it. */
    private static DirectoryPrincipal read(GenericPrincipal principal) {
        Map<String, Object> attributes = new HashMap<>();
        for (String name : Collections.list(principal.getAttributeNames())) {
            attributes.put(name, principal.getAttribute(name));
        }
        return new DirectoryPrincipal(principal.getName(), List.of(principal.getRoles()), attributes);
    }

    private void end(Request request, GenericPrincipal user, String why) {
        tell(user, why);
        Session session = request.getSessionInternal(false);
        Authenticator authenticator = request.getContext().getAuthenticator();
        if (authenticator != null && request.getNote(Constants.REQ_SSOID_NOTE) != null) {
            authenticator.logout(request); // without the note it would begin another single sign-on, of nobody
        }
        if (session != null) {
            session.expire();
        }
        request.setUserPrincipal(null);
        request.setAuthType(null);
    }

    private void tell(GenericPrincipal user, String why) {
        log.info("The session of " + LogText.quoted(user.getName()) + " ends: " + why);
    }
}
