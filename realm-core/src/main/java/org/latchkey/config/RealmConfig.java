package org.latchkey.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A whole configuration, complete and checked: what {@link ConfigReader} makes and the engine is opened with.
 *
 * <p>Immutable; {@link #toString()} shows no secret.
 *
 * @param name its name among several, or empty
 * @param ignoreUnavailable whether later ones are asked while this one cannot answer
 * @param directory the servers
 * @param user how users are found
 * @param roles how roles are found
 * @param roleRules how groups become roles
 * @param admission who may come in
 * @param certificates what a login by client certificate wants
 * @param hooks classes of the site's own
 * @param loginTimeout how long one login may take
 * @param maxUsernameLength the longest user name, in code points
 * @param equalTiming whether an unknown user costs a bind too, so that the time tells nothing
 * @param overlap whether searches are sent while the bind runs
 * @param rememberDn how long the DN that a name led to is tried first; zero for not at all
 * @param expansion what {@code preset} and {@code groupType} were taken to stand for, {@code key=value} each
 * @param warnings what an administrator should know at each start
 */
public record RealmConfig(
        String name,
        boolean ignoreUnavailable,
        DirectoryConfig directory,
        UserConfig user,
        RoleConfig roles,
        RoleRules roleRules,
        AdmissionConfig admission,
        CertificateConfig certificates,
        HookConfig hooks,
        Duration loginTimeout,
        int maxUsernameLength,
        boolean equalTiming,
        boolean overlap,
        Duration rememberDn,
        List<String> expansion,
        List<String> warnings) {

    /** Copies the lists. */
    public RealmConfig {
        expansion = List.copyOf(expansion);
        warnings = List.copyOf(warnings);
    }

    /**
     * What {@code preset} and {@code groupType} were taken to stand for, as a sentence for the log.
     *
     * @return the sentence, with the directory's name where there are several; empty where nothing was taken
     */
    public Optional<String> taken() {
        String directory = name.isEmpty() ? "" : " in directory " + name;
        return expansion.isEmpty()
                ? Optional.empty()
                : Optional.of("Not given" + directory + " and taken from preset or groupType: "
                        + String.join(" ", expansion));
    }

    /**
     * The same for one server alone.
     *
     * @param server the server
     * @return a configuration that knows no other
     */
    public RealmConfig at(ServerUrl server) {
        return with(directory.at(server), user);
    }

    /**
     * The same with other attributes for principals.
     *
     * @param attributes the attributes
     * @return a configuration that differs in nothing else
     */
    public RealmConfig withAttributes(List<AttributeRule> attributes) {
        return with(directory, user.withAttributes(attributes));
    }

    private RealmConfig with(DirectoryConfig servers, UserConfig users) {
        return new RealmConfig(
                name,
                ignoreUnavailable,
                servers,
                users,
                roles,
                roleRules,
                admission,
                certificates,
                hooks,
                loginTimeout,
                maxUsernameLength,
                equalTiming,
                overlap,
                rememberDn,
                expansion,
                warnings);
    }

    /**
     * The same as one of several. Only the last of them knows that nobody bears a name, and spends time on it; the listener is
     * everybody's, and made once.
     *
     * @param directory its name
     * @param ignored whether later ones are asked while it cannot answer
     * @param first whether it is asked first
     * @param last whether it is asked last
     * @param more what else an administrator should know
     */
    RealmConfig named(String directory, boolean ignored, boolean first, boolean last, List<String> more) {
        return new RealmConfig(
                directory,
                ignored,
                this.directory,
                user,
                roles,
                roleRules,
                admission,
                certificates,
                first ? hooks : hooks.withoutListener(),
                loginTimeout,
                maxUsernameLength,
                equalTiming && last,
                overlap,
                rememberDn,
                expansion,
                Stream.concat(warnings.stream(), more.stream())
                        .map(warning -> "directory " + directory + ": " + warning)
                        .toList());
    }
}
