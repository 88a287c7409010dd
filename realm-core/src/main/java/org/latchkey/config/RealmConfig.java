package org.latchkey.config;

import java.time.Duration;
import java.util.List;

/**
 * A whole configuration, complete and checked: what {@link ConfigReader} makes and the engine is opened with.
 *
 * <p>Immutable; {@link #toString()} shows no secret.
 *
 * @param directory the servers
 * @param user how users are found
 * @param roles how roles are found
 * @param roleRules how groups become roles
 * @param admission who may come in
 * @param hooks classes of the site's own
 * @param loginTimeout how long one login may take
 * @param maxUsernameLength the longest user name, in code points
 * @param equalTiming whether an unknown user costs a bind too, so that the time tells nothing
 * @param overlap whether searches are sent while the bind runs
 * @param rememberDn how long the DN that a name led to is tried first; zero for not at all
 * @param warnings what an administrator should know at each start
 */
public record RealmConfig(
        DirectoryConfig directory,
        UserConfig user,
        RoleConfig roles,
        RoleRules roleRules,
        AdmissionConfig admission,
        HookConfig hooks,
        Duration loginTimeout,
        int maxUsernameLength,
        boolean equalTiming,
        boolean overlap,
        Duration rememberDn,
        List<String> warnings) {

    /** Copies the list. */
    public RealmConfig {
        warnings = List.copyOf(warnings);
    }
}
