package org.latchkey.internal.login;

import java.util.List;
import java.util.Optional;
import org.latchkey.auth.Dn;
import org.latchkey.internal.login.Finding.Refused;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;

/**
 * Binds the DN that the name led to lately, while that entry is read to see whether it still bears the name and while the
 * groups are searched: one round trip.
 *
 * <p>Nothing is taken from memory but where to look. Where the entry is gone or bears the name no more, and before any
 * refusal, the user is searched for as if nothing had been remembered; what that finds is bound only if it is another entry,
 * so no entry is ever bound twice in a login.
 *
 * @param stages what it is made of
 * @param recent the memory
 * @param otherwise what is done where nothing is remembered
 */
public record RememberedPlan(Stages stages, RecentLogins recent, LoginPlan otherwise) implements LoginPlan {

    @Override
    public String name() {
        return "remembered";
    }

    @Override
    public Finding run(Login login) throws DirectoryException {
        Optional<Dn> dn = recent.dn(login.username());
        return dn.isPresent() ? tryFirst(login, dn.get()) : otherwise.run(login);
    }

    private Finding tryFirst(Login login, Dn dn) throws DirectoryException {
        login.request().trace().plan(name());
        User expected = User.unread(login.username(), dn.toString(), dn);
        Finding first = stages.prove(login, new Verification.Undecided(), List.of(expected));
        return first instanceof Refused refused ? searchAfter(login, dn, refused) : first;
    }

    private Finding searchAfter(Login login, Dn bound, Refused first) throws DirectoryException {
        recent.forget(login.username());
        login.request().trace().plan(otherwise.name());
        UserResolution found = stages.users().resolve(login.username(), login.session());
        if (!(found instanceof UserResolution.Found one)) {
            return found instanceof UserResolution.NotFound nobody ? Refused.of(nobody.reason()) : first;
        }
        User user = one.user();
        if (user.dn() == null || !bound.equals(user.dn())) {
            return stages.prove(login, new Verification.Undecided(), List.of(user));
        }
        return first.genuine() ? new Finding.Proved(user, stages.groupsOf(user, login.session()), first.told()) : first;
    }
}
