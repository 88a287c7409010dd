package org.latchkey.internal.login;

import java.util.List;
import java.util.Map;
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
import org.latchkey.internal.login.Finding.Proved;
import org.latchkey.internal.login.Finding.Refused;
import org.latchkey.spi.Admission;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.RoleMapper;
import org.latchkey.spi.User;

/**
 * The story of a login: a plan finds the entry, verifies the credential and collects the groups, sending ahead what it can;
 * then the user is admitted and the groups become roles. Forward only; this is the one place where a directory's fault
 * becomes {@link Unavailable}.
 *
 * <p>Every success is a fresh answer of the directory to this very credential, and the groups are read at this login.
 * Immutable and safe for use by many threads.
 *
 * @param service opens the service's view of the directory for a login
 * @param plan finds, verifies and collects
 * @param recent remembers how logins ended, for the plan
 * @param admission says who may come in
 * @param roles turns groups into roles
 * @param principals makes the principal
 */
public record LoginPipeline(
        Function<LoginRequest, DirectorySession> service,
        LoginPlan plan,
        RecentLogins recent,
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
         * @param typed the name as typed
         * @param user the user
         * @param groups the user's groups
         * @param roles the user's roles
         * @param told what the directory told of the password, as attributes by name
         * @return the principal
         * @throws DirectoryException when the entry does not tell what a principal must have
         */
        DirectoryPrincipal principal(
                String typed, User user, List<Group> groups, Set<String> roles, Map<String, String> told)
                throws DirectoryException;
    }

    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        try {
            DirectorySession session = session(request);
            admission.prepare(session);
            Finding finding = plan.run(new Login(request, session));
            return finding instanceof Proved proved
                    ? admit(request, proved)
                    : reject(request, ((Refused) finding).reason());
        } catch (DirectoryException e) {
            return new Unavailable(e.unavailableCause(), String.valueOf(e.getMessage()));
        }
    }

    private DirectorySession session(LoginRequest request) {
        DirectorySession session = service.apply(request);
        return recent.mayOverlap(request.credentials().username()) ? session : new OneByOne(session);
    }

    private AuthenticationResult admit(LoginRequest request, Proved proved) throws DirectoryException {
        User user = proved.user();
        List<Group> groups = proved.groups();
        Optional<RejectionReason> refusal = admission.refusal(user, groups);
        if (refusal.isPresent()) {
            return reject(request, refusal.get());
        }
        recent.accepted(request.credentials().username(), user.dn());
        return new Authenticated(
                principals.principal(request.typed(), user, groups, roles.roles(user, groups), proved.told()));
    }

    private AuthenticationResult reject(LoginRequest request, RejectionReason reason) {
        recent.refused(request.credentials().username());
        return new Rejected(reason);
    }
}
