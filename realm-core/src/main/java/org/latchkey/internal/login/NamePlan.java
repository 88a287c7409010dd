package org.latchkey.internal.login;

import org.latchkey.internal.login.Verification.Refused;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.PendingUser;

/**
 * Binds the bare name while the service searches for its entry: one round trip, and nothing that was found is looked at
 * where the bind is refused. That the account and the entry are one is the verifier's to see.
 *
 * @param stages what it is made of
 */
public record NamePlan(Stages stages) implements LoginPlan {

    @Override
    public String name() {
        return "name+entry";
    }

    @Override
    public Finding run(Login login) throws DirectoryException {
        login.request().trace().plan(name());
        try (PendingUser sought = stages.users().begin(login.username(), login.session());
                Verification early = stages.verifier().verifyName(login.request())) {
            return early instanceof Refused refused
                    ? Finding.Refused.of(refused.reason())
                    : SearchPlan.prove(stages, login, early, sought.resolve());
        }
    }
}
