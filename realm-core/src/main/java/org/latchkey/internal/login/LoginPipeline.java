package org.latchkey.internal.login;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.RejectionReason;
import org.latchkey.internal.login.Verification.Refused;
import org.latchkey.internal.login.Verification.Undecided;
import org.latchkey.internal.login.Verification.Verified;
import org.latchkey.spi.Admission;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.RoleMapper;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;
import org.latchkey.spi.UserResolver;

/**
 * The story of a login: find the entry, begin to look for groups, verify, collect the groups, admit, map to roles. Forward
 * only; no stage calls an earlier one, and this is the one place where a directory's fault becomes {@link Unavailable}.
 *
 * <p>Where the configuration searches with the user's own rights, the name is verified first and confirmed against the
 * entry once that is known. Immutable and safe for use by many threads.
 *
 * @param service opens the service's view of the directory for a login
 * @param users finds the entry
 * @param verifier checks the credential
 * @param groups finds the groups
 * @param groupsNeedBind whether groups are searched with the user's own rights, so that nothing can begin before the bind
 * @param admission says who may come in
 * @param roles turns groups into roles
 * @param principals makes the principal
 */
public record LoginPipeline(
        Function<LoginRequest, DirectorySession> service,
        UserResolver users,
        CredentialVerifier verifier,
        GroupResolver groups,
        boolean groupsNeedBind,
        Admission admission,
        RoleMapper roles,
        Principals principals)
        implements Authenticator {

    /** Makes the principal from what the stages found. */
    @FunctionalInterface
    public interface Principals {

        /**
         * Makes it.
         *
         * @param user the user
         * @param groups the user's groups
         * @param roles the user's roles
         * @return the principal
         */
        DirectoryPrincipal principal(User user, List<Group> groups, Set<String> roles);
    }

    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        try (Verification early = verifier.verifyName(request)) {
            return early instanceof Refused refused ? new Rejected(refused.reason()) : resolve(request, early);
        } catch (DirectoryException e) {
            return new Unavailable(e.unavailableCause(), String.valueOf(e.getMessage()));
        }
    }

    private AuthenticationResult resolve(LoginRequest request, Verification early) throws DirectoryException {
        DirectorySession session = service.apply(request);
        UserResolution found = users.resolve(request.credentials().username(), early.forUsersOr(session));
        if (found instanceof UserResolution.NotFound nobody) {
            if (early instanceof Undecided) {
                verifier.spendDecoy(request);
            }
            return new Rejected(nobody.reason());
        }
        return verify(request, early, candidates(found), session);
    }

    private AuthenticationResult verify(
            LoginRequest request, Verification early, List<User> candidates, DirectorySession session)
            throws DirectoryException {
        boolean beginNow = candidates.size() == 1 && !groupsNeedBind && early instanceof Undecided;
        try (PendingGroups begun = beginNow ? groups.begin(candidates.get(0), session) : List::of;
                Verification verdict = verifier.verifyUser(request, candidates)) {
            if (verdict instanceof Verified verified && verified.user() != null) {
                DirectorySession asking = verdict.forRolesOr(early.forRolesOr(session));
                return admit(verified.user(), beginNow ? begun.collect() : collect(verified.user(), asking));
            }
            return new Rejected(verdict instanceof Refused refused ? refused.reason() : RejectionReason.AMBIGUOUS_USER);
        }
    }

    private List<Group> collect(User user, DirectorySession session) throws DirectoryException {
        try (PendingGroups begun = groups.begin(user, session)) {
            return begun.collect();
        }
    }

    private AuthenticationResult admit(User user, List<Group> found) {
        Optional<RejectionReason> refusal = admission.refusal(user, found);
        if (refusal.isPresent()) {
            return new Rejected(refusal.get());
        }
        return new Authenticated(principals.principal(user, found, roles.roles(user, found)));
    }

    private static List<User> candidates(UserResolution found) {
        return found instanceof UserResolution.Candidates several
                ? several.users()
                : List.of(((UserResolution.Found) found).user());
    }
}
