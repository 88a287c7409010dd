package org.latchkey.cli;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.latchkey.config.ConfigKey;

/** What behaves differently after a change from JNDIRealm, where a configuration meets it. */
final class JndiRealmDifferences {

    private static final Pattern PLACE = Pattern.compile("\\{0}");

    /** One difference. */
    private record Difference(Predicate<Conversion> met, String sentence) {}

    private static final List<Difference> ALL = List.of(
            new Difference(
                    one -> true,
                    "applications see a user's name as the directory spells it, not as it was typed; principalName=\"typed\""
                            + " brings the old behaviour back. Blanks at the ends of a name are taken off"),
            new Difference(
                    one -> true,
                    "one refused password is one bind: no other server is tried with it, and roles named * and ** are"
                            + " dropped; docs/migrating-from-jndirealm.md has the whole list"),
            new Difference(
                    one -> holds(one, ConfigKey.ROLE_SEARCH, "{1}"),
                    "{1} of roleSearch is the name in the directory's spelling, escaped for where it stands"),
            new Difference(
                    one -> holds(one, ConfigKey.ROLE_SEARCH, "{2}"),
                    "where a user has no value of userRoleAttribute, the clause of roleSearch with {2} neither matches nor"
                            + " widens the filter"),
            new Difference(
                    one -> holds(one, ConfigKey.USER_PATTERN, "("),
                    "with several templates in userPattern the entries are read before one is bound, and two entries for"
                            + " one name are nobody"),
            new Difference(
                    one -> has(one, ConfigKey.USER_PATTERN),
                    "certificate, Kerberos and proxy logins read the entry of userPattern; JNDIRealm wanted userSearch"),
            new Difference(
                    one -> has(one, ConfigKey.USER_PATTERN) && has(one, ConfigKey.USER_SEARCH),
                    "userSearch is not used beside userPattern, as JNDIRealm did not use it for logins with a password"),
            new Difference(
                    one -> !has(one, ConfigKey.USER_PATTERN) && places(one, ConfigKey.USER_SEARCH) > 1,
                    "who is found by another attribute than the first of userSearch must be the only one of the name that"
                            + " applications see: one more search for such logins"),
            new Difference(
                    one -> has(one, ConfigKey.USER_PASSWORD), "any of several stored values of userPassword may match"),
            new Difference(
                    JndiRealmDifferences::searchesRoles,
                    "of a group with several values of roleName the one in its DN is the role; a role search that ends"
                            + " early refuses the login as unavailable, and does not make it poorer in roles"),
            new Difference(
                    one -> searchesRoles(one) && is(one, ConfigKey.ROLE_NESTED, "true"),
                    "with roleNested there may be 32 levels above a user's own groups (roleNestedDepth), which group is in"
                            + " which is believed for five minutes (groupCacheTtl), and a group without a roleName value"
                            + " still counts with its own memberships"),
            new Difference(
                    one -> is(one, ConfigKey.CONNECTION_POOL_SIZE, "1"),
                    "connectionPoolSize=\"1\" leaves the choice (16) to Latchkey; maxConnections sets another number"),
            new Difference(
                    one -> holds(one, ConfigKey.USER_SEARCH, "'")
                            || holds(one, ConfigKey.ROLE_SEARCH, "'")
                            || holds(one, ConfigKey.USER_PATTERN, "'"),
                    "an apostrophe stands for itself, and two of them for one; JNDIRealm dropped a single one"),
            new Difference(
                    one -> holds(one, ConfigKey.CONNECTION_URL, "ldaps:")
                            && (has(one, ConfigKey.SSL_PROTOCOL)
                                    || has(one, ConfigKey.CIPHER_SUITES)
                                    || has(one, ConfigKey.SSL_SOCKET_FACTORY)),
                    "sslProtocol, cipherSuites and sslSocketFactoryClassName work for ldaps too; JNDIRealm listened to them"
                            + " with StartTLS only"),
            new Difference(
                    one -> has(one, ConfigKey.AUTHENTICATION) && !is(one, ConfigKey.AUTHENTICATION, "simple"),
                    "authentication is how searches are bound; a user's own bind is always by a password"),
            new Difference(
                    one -> has(one, ConfigKey.REFERRALS),
                    "referrals are never followed, whatever the key says; a continuation in a user search is skipped, in a"
                            + " role search it makes logins unavailable unless adCompat says that it is harmless"),
            new Difference(
                    one -> has(one, ConfigKey.USER_ATTRIBUTES),
                    "userAttributes, which JNDIRealm ignored, become attributes of the principal"),
            new Difference(
                    one -> has(one, ConfigKey.USE_CONTEXT_CLASS_LOADER),
                    "useContextClassLoader is accepted and changes nothing: Latchkey works under its own class loader"));

    private JndiRealmDifferences() {}

    static void notesOf(Conversion conversion) {
        ALL.stream().filter(one -> one.met().test(conversion)).forEach(one -> conversion.note(one.sentence()));
    }

    private static boolean searchesRoles(Conversion one) {
        return has(one, ConfigKey.ROLE_SEARCH) && has(one, ConfigKey.ROLE_NAME);
    }

    private static boolean has(Conversion one, ConfigKey key) {
        return one.get(key).isPresent();
    }

    private static boolean is(Conversion one, ConfigKey key, String... values) {
        return one.filled(key).filter(Arrays.asList(values)::contains).isPresent();
    }

    private static boolean holds(Conversion one, ConfigKey key, String part) {
        return one.filled(key).filter(value -> value.contains(part)).isPresent();
    }

    private static long places(Conversion one, ConfigKey key) {
        return PLACE.matcher(one.filled(key).orElse("")).results().count();
    }
}
