package org.latchkey.it.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;
import org.latchkey.it.support.BuildDirectory;

/**
 * What each strategy costs, counted at the server, as {@code target/strategies.md}; the rows stand in the documentation too.
 * Safe for use by several threads.
 */
final class StrategyTable {
    static final String IN_MEMORY = "in memory";

    /** What a strategy cannot do, on one server or on all. */
    private static final Map<String, String> LIMITS = Map.ofEntries(
            Map.entry("member", "groups not below `roleBase`, or that name their members otherwise"),
            Map.entry("uniqueMember", "groups not below `roleBase`, or that name their members otherwise"),
            Map.entry("organizationalRole", "groups not below `roleBase`, or that name their members otherwise"),
            Map.entry("posix", "groups in groups: there are none"),
            Map.entry("memberURL", "groups that only list their members, unless `roleSearch` finds them"),
            Map.entry("memberOf", "groups in groups"),
            Map.entry("OpenLDAP memberOf", "groups of which the overlay does not tell"),
            Map.entry(
                    "389 Directory Server memberOf", "unique members and dynamic groups, which the plugin leaves out"),
            Map.entry("inChain", "large domains in little time"),
            Map.entry("tokenGroups", "groups for mail only"),
            Map.entry("auto", "groups known by `memberOf` alone"),
            Map.entry("Active Directory (Samba) auto", "groups of other domains"));

    private StrategyTable() {}

    /** Counts at the server. */
    @FunctionalInterface
    interface Counting {
        Operations during(OpenLdap.Action action) throws Exception;
    }

    /**
     * Counts a login of somebody while it is not known which groups are in which, and the next one; each is one bind.
     *
     * @param server the server's name; what is in memory is not in the table
     * @param strategy the strategy's name
     * @param levels how many levels of groups there are above those that the user is in
     * @param engine the engine
     * @param counting counts at the server
     * @param login the login
     * @return how many searches the next login took
     */
    static int add(String server, String strategy, int levels, Engine engine, Counting counting, OpenLdap.Action login)
            throws Exception {
        login.run();
        engine.clearGroupCache();
        int cold = searches(counting.during(login));
        int warm = searches(counting.during(login));
        String type = strategy.replaceFirst(" .*", "");
        String limit = LIMITS.getOrDefault(server + " " + type, LIMITS.getOrDefault(type, ""));
        if (server.equals(IN_MEMORY)) {
            return warm;
        }
        write("| " + server + " | `" + strategy.replace(" ", "`, `") + "` | " + levels + " | " + cold + " | " + warm
                + " | " + limit + " |\n");
        return warm;
    }

    private static int searches(Operations seen) {
        assertThat(seen.binds()).as("%s", seen).isEqualTo(1);
        assertThat(seen.connections()).as("%s", seen).isZero();
        return seen.searches();
    }

    /** Rows of other JVMs of the same build are kept. */
    private static void write(String row) {
        try {
            Files.writeString(
                    BuildDirectory.path().resolve("strategies.md"),
                    row,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
