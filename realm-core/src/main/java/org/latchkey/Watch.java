package org.latchkey;

import org.latchkey.auth.AuthenticationResult;
import org.latchkey.internal.admission.AccountState;
import org.latchkey.internal.admission.ConfiguredAdmission;
import org.latchkey.internal.group.GroupWitness;
import org.latchkey.internal.login.LoginPipeline.Principals;
import org.latchkey.spi.Admission;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.RoleMapper;

/** Sees what the parts of an engine decide, and decides nothing. Round the parts of an ordinary engine nothing is put. */
interface Watch {

    /** Nobody watches. */
    Watch NONE = new Watch() {};

    /**
     * The parts that know why.
     *
     * @param account reads the account's state
     * @param configured applies the keys that say who may come in
     * @param roles names the roles
     * @param principals makes the principal
     */
    record Deciders(AccountState account, ConfiguredAdmission configured, RoleMapper roles, Principals principals) {}

    /** Whether names are looked up as if their passwords were right, and no password is sent. */
    default boolean looksOnly() {
        return false;
    }

    /** Who is told how groups are found. */
    default GroupWitness groups() {
        return GroupWitness.NONE;
    }

    /** The same session, watched. */
    default DirectorySession session(DirectorySession session) {
        return session;
    }

    /** The same admission, watched. */
    default Admission admission(Admission whole, Deciders deciders) {
        return whole;
    }

    /** The same result, noted. */
    default AuthenticationResult ended(AuthenticationResult result) {
        return result;
    }
}
