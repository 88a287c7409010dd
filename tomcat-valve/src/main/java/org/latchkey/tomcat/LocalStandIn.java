package org.latchkey.tomcat;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.Realm;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;
import org.latchkey.OutageFallback;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;

/** The local realm, while it stands in for the directory. Safe for use by many threads. */
final class LocalStandIn {

    private final LdapRealm ldap;
    private final Realm local;
    private final Set<String> names;
    private final @Nullable String role;
    private final Log log;
    private final OutageFallback fallback;

    /**
     * Makes one that has counted nothing.
     *
     * @param ldap tells how its logins ended, and how the directory is
     * @param local the local realm, started
     * @param names who may come in, as typed
     * @param role a role of the local realm whose holders may come in, or {@code null}
     * @param log takes a line for each use
     */
    LocalStandIn(LdapRealm ldap, Realm local, Set<String> names, @Nullable String role, Log log) {
        this.ldap = ldap;
        this.local = local;
        this.names = Set.copyOf(names);
        this.role = role;
        this.log = log;
        this.fallback = new OutageFallback(log::warn);
    }

    LdapRealm ldap() {
        return ldap;
    }

    Realm local() {
        return local;
    }

    /** How the login that the directory's realm has just been asked about ended, where nobody could tell. */
    @Nullable
    Unavailable answerToThisLogin() {
        return ldap.thread().lastUnanswered();
    }

    /**
     * Decides a login, if it is the local realm's to decide.
     *
     * @param username the name as typed
     * @param password the password as typed
     * @param answer how this login ended at the directory
     * @return the local realm's principal, or {@code null}
     */
    @Nullable
    Principal authenticate(String username, String password, Unavailable answer) {
        return !password.isEmpty() && may(username) && ldap.isOutage(answer) ? decide(username, password) : null;
    }

    private boolean may(String username) {
        return names.contains(username) || role != null && hasRole(username, role);
    }

    /** Asked without the password, so that only who may come in is counted and warned of. */
    private boolean hasRole(String username, String wanted) {
        try {
            Principal known = local.authenticate(username);
            return known != null && local.hasRole(null, known, wanted);
        } catch (RuntimeException e) {
            log.error("The local realm cannot be asked who has the role of fallbackRole", e);
            return false;
        }
    }

    private @Nullable Principal decide(String username, String password) {
        AtomicReference<@Nullable Principal> found = new AtomicReference<>();
        Optional<RejectionReason> refusal =
                fallback.refusal(username, ldap.thread().peer(), () -> isRight(username, password, found));
        note(
                username,
                refusal.<AuthenticationResult>map(Rejected::new)
                        .orElseGet(() -> new Authenticated(new DirectoryPrincipal(username, Set.of(), Map.of()))));
        return refusal.isPresent() ? null : found.get();
    }

    private boolean isRight(String username, String password, AtomicReference<@Nullable Principal> found) {
        try {
            found.set(local.authenticate(username, password));
        } catch (RuntimeException e) {
            log.error("A login failed on a defect of the local realm; it is taken for a refusal", e);
        }
        return found.get() != null;
    }

    /** The request and a {@code LockOutRealm} round this are told: it was decided after all. */
    private void note(String username, AuthenticationResult result) {
        ldap.thread().noteEnded(new UsernamePassword(username, Secret.of("")), result);
    }
}
