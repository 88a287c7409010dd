package org.latchkey.internal.login;

import java.util.List;
import java.util.Map;
import org.latchkey.auth.RejectionReason;
import org.latchkey.internal.login.Verification.Refused;
import org.latchkey.internal.login.Verification.Undecided;
import org.latchkey.internal.login.Verification.Verified;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.PendingUser;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;
import org.latchkey.spi.UserResolver;

/**
 * What all plans are made of, and the part that they share: from a user to bind to a user who is proved.
 *
 * @param users finds the entry
 * @param reading when the entry of a user who was not read yet is read
 * @param verifier checks the credential
 * @param groups finds the groups
 * @param groupsNeedBind whether groups are searched with the user's own rights, so that nothing can begin before the bind
 */
public record Stages(
        UserResolver users,
        EntryReading reading,
        CredentialVerifier verifier,
        GroupResolver groups,
        boolean groupsNeedBind) {

    /**
     * Checks the credential, while the entry that is still to be read and the groups are already being looked for.
     *
     * @param login the login
     * @param early what checking the bare name came to
     * @param candidates the one user found, or names to try in order
     */
    Finding prove(Login login, Verification early, List<User> candidates) throws DirectoryException {
        boolean ahead = candidates.size() == 1 && !groupsNeedBind && early instanceof Undecided;
        DirectorySession session = ahead ? login.session() : new OneByOne(login.session());
        User expected = candidates.get(0);
        try (PendingUser entry = entry(login, expected, session);
                PendingGroups begun = ahead ? groups.begin(expected, session) : user -> List.of();
                Verification verdict = verifier.confirm(login.request(), early, candidates)) {
            if (!(verdict instanceof Verified verified) || verified.user() == null) {
                return refused(verdict);
            }
            Map<String, String> told = verdict.told().isEmpty() ? early.told() : verdict.told();
            UserResolution read = expected.equals(verified.user()) && reading != EntryReading.AS_USER
                    ? entry.resolve()
                    : own(login, verified.user(), verdict.forUsersOr(early.forUsersOr(session)));
            if (!(read instanceof UserResolution.Found found)) {
                return missing(read, told);
            }
            DirectorySession asking = verdict.forRolesOr(early.forRolesOr(session));
            User user = found.user();
            return new Finding.Proved(user, ahead ? begun.collect(user) : groupsOf(user, asking), told);
        }
    }

    /**
     * The groups of a user who is proved.
     *
     * @param user the user
     * @param session who searches
     */
    List<Group> groupsOf(User user, DirectorySession session) throws DirectoryException {
        try (PendingGroups begun = groups.begin(user, session)) {
            return begun.collect(user);
        }
    }

    /** The user as the user sees it. */
    private UserResolution own(Login login, User user, DirectorySession asking) throws DirectoryException {
        if (reading != EntryReading.AS_USER || user.dn() == null) {
            return found(user);
        }
        try (PendingUser entry = users.beginReading(login.username(), user.dn(), asking)) {
            return entry.resolve();
        }
    }

    private PendingUser entry(Login login, User user, DirectorySession session) throws DirectoryException {
        return user.entry() == null && user.dn() != null && reading == EntryReading.AHEAD
                ? users.beginReading(login.username(), user.dn(), session)
                : () -> found(user);
    }

    private static UserResolution found(User user) {
        return new UserResolution.Found(user);
    }

    private static Finding refused(Verification verdict) {
        return Finding.Refused.of(
                verdict instanceof Refused refused ? refused.reason() : RejectionReason.AMBIGUOUS_USER);
    }

    private static Finding missing(UserResolution read, Map<String, String> told) {
        return new Finding.Refused(
                read instanceof UserResolution.NotFound nobody ? nobody.reason() : RejectionReason.AMBIGUOUS_USER,
                true,
                told);
    }
}
