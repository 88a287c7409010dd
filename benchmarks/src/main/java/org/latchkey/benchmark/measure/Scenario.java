package org.latchkey.benchmark.measure;

import java.util.List;
import java.util.Optional;
import org.latchkey.benchmark.contender.Contender;

/**
 * A situation that contenders are measured in.
 *
 * @param id as the command line names it
 * @param title as the report names it
 * @param secure whether they speak ldaps
 * @param delayed whether the network takes a millisecond in each direction
 * @param nested whether groups of groups count
 * @param people how many different people log in; 0 for everybody
 * @param threads the numbers of threads
 */
public record Scenario(
        String id, String title, boolean secure, boolean delayed, boolean nested, int people, List<Integer> threads) {
    private static final String PLAIN = "search, bind, role search";
    private static final String FAR = ", 2 ms a round trip";
    private static final int RETURNING = 200;
    private static final List<Scenario> ALL = List.of(
            new Scenario("search", PLAIN, false, false, false, 0, List.of(1, 8, 32)),
            new Scenario("search-tls", PLAIN + ", ldaps", true, false, false, 0, List.of(1, 8, 32)),
            new Scenario("search-2ms", PLAIN + FAR, false, true, false, 0, List.of(1, 8, 32)),
            new Scenario("search-tls-2ms", PLAIN + ", ldaps" + FAR, true, true, false, 0, List.of(8)),
            new Scenario("nested", "groups nested to depth 5", false, false, true, 0, List.of(8)),
            new Scenario("nested-2ms", "groups nested to depth 5" + FAR, false, true, true, 0, List.of(1)),
            new Scenario("returning", "200 returning people", false, false, false, RETURNING, List.of(8)),
            new Scenario("returning-2ms", "200 returning people" + FAR, false, true, false, RETURNING, List.of(1)));

    public Scenario {
        threads = List.copyOf(threads);
    }

    public static List<Scenario> all() {
        return ALL;
    }

    public static Optional<Scenario> named(String id) {
        return ALL.stream().filter(scenario -> scenario.id.equals(id)).findFirst();
    }

    public Scenario at(List<Integer> others) {
        return new Scenario(id, title, secure, delayed, nested, people, others);
    }

    /** A quick look: one number of threads, a single one where the network is what costs. */
    public Scenario quick() {
        return at(List.of(delayed ? 1 : 8));
    }

    /** Whether a quick look includes it when nobody asks for it. */
    public boolean isQuick() {
        return !delayed || (!secure && !nested);
    }

    /** Whether this contender has something to show here. */
    public boolean admits(Contender contender) {
        boolean remembers = contender.id().equals(Contender.REMEMBERING);
        return people > 0
                ? remembers
                        || List.of(Contender.LATCHKEY, Contender.UNBOUNDID, Contender.JNDI_REALM)
                                .contains(contender.id())
                : !remembers && (contender.nests() || !nested);
    }
}
