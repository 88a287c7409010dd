package org.latchkey.internal.login;

import java.util.List;
import org.latchkey.internal.login.Verification.Refused;
import org.latchkey.internal.login.Verification.Undecided;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;

/**
 * Finds the entry, or what a template makes of the name, and then checks the credential. Where the configuration searches
 * with the user's own rights, the name is verified first and confirmed against the entry once that is known.
 *
 * @param name its name
 * @param stages what it is made of
 */
public record SearchPlan(String name, Stages stages) implements LoginPlan {

    @Override
    public Finding run(Login login) throws DirectoryException {
        login.request().trace().plan(name);
        try (Verification early = stages.verifier().verifyName(login.request())) {
            return early instanceof Refused refused ? Finding.Refused.of(refused.reason()) : find(login, early);
        }
    }

    private Finding find(Login login, Verification early) throws DirectoryException {
        return prove(stages, login, early, stages.users().resolve(login.username(), early.forUsersOr(login.session())));
    }

    /** Goes on with what a name has led to. */
    static Finding prove(Stages stages, Login login, Verification early, UserResolution found)
            throws DirectoryException {
        if (found instanceof UserResolution.NotFound nobody) {
            if (early instanceof Undecided) {
                stages.verifier().spendDecoy(login.request());
            }
            return Finding.Refused.of(nobody.reason());
        }
        return stages.prove(login, early, candidates(found));
    }

    private static List<User> candidates(UserResolution found) {
        return found instanceof UserResolution.Candidates several
                ? several.users()
                : List.of(((UserResolution.Found) found).user());
    }
}
