package org.latchkey.jaas;

import java.time.Duration;
import javax.security.auth.login.LoginException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigValues;

/**
 * What the door itself does, as configured; the words are those of the JDK's own modules.
 *
 * @param useFirstPass whether only what an earlier module left is tried
 * @param tryFirstPass whether that is tried before anybody is asked
 * @param storePass whether what was asked for is left to later modules
 * @param clearPass whether name and password are taken out of the shared state in the end
 * @param user the class of the user's principal
 * @param role the class of the roles' principals
 * @param timeout how long one attempt may take
 */
record Settings(
        boolean useFirstPass,
        boolean tryFirstPass,
        boolean storePass,
        boolean clearPass,
        PrincipalClass user,
        PrincipalClass role,
        Duration timeout) {

    /**
     * Reads them.
     *
     * @param values the configuration
     * @return the settings, fit for use
     * @throws LoginException when two of them cannot be together, or a class cannot be used
     */
    static Settings of(ConfigValues values) throws LoginException {
        Settings read = new Settings(
                values.bool(ConfigKey.USE_FIRST_PASS),
                values.bool(ConfigKey.TRY_FIRST_PASS),
                values.bool(ConfigKey.STORE_PASS),
                values.bool(ConfigKey.CLEAR_PASS),
                PrincipalClass.of(ConfigKey.USER_PRINCIPAL_CLASS, values, UserPrincipal.class),
                PrincipalClass.of(ConfigKey.ROLE_PRINCIPAL_CLASS, values, RolePrincipal.class),
                values.duration(ConfigKey.LOGIN_TIMEOUT));
        read.check();
        return read;
    }

    private void check() throws LoginException {
        if (useFirstPass && tryFirstPass) {
            throw new LoginException(ConfigKey.USE_FIRST_PASS + " and " + ConfigKey.TRY_FIRST_PASS
                    + " are both true, but only one of them can be: with the first nobody is ever asked");
        }
        if (user.type().equals(role.type())) {
            throw new LoginException(ConfigKey.USER_PRINCIPAL_CLASS + " and " + ConfigKey.ROLE_PRINCIPAL_CLASS
                    + " are both " + role.type().getName() + ", but must be two classes: a container could not tell"
                    + " a user from a role");
        }
    }
}
