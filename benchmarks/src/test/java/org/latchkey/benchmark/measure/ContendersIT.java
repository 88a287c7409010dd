package org.latchkey.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.benchmark.contender.Contender;
import org.latchkey.benchmark.contender.Target;
import org.latchkey.benchmark.directory.Monitor;
import org.latchkey.benchmark.directory.Slapd;
import org.latchkey.benchmark.directory.Tree;

/** Everybody takes part in a very short benchmark, so that a change which keeps one out is seen before its figures are. */
class ContendersIT {
    private static final Tree TREE = new Tree(200, 60);
    private static final Pace SHORTEST = new Pace(Duration.ofMillis(1), Duration.ofMillis(20), 2, 10);
    private static final Logger ROOT = Logger.getLogger("");
    private static final Level USUAL = ROOT.getLevel();

    private static Slapd slapd;

    @BeforeAll
    static void start() throws Exception {
        boolean required = "all".equals(System.getProperty("latchkey.require"));
        assumeTrue(required || Slapd.binary().isPresent(), "slapd is not installed");
        ROOT.setLevel(Level.WARNING);
        slapd = Slapd.start(TREE);
    }

    @AfterAll
    static void stop() throws Exception {
        ROOT.setLevel(USUAL);
        if (slapd != null) {
            slapd.close();
        }
    }

    @Test
    void everybody_loads_the_same_roles_and_refuses_a_wrong_password() throws Exception {
        List<Row> rows = rows(Contender.all(), false);

        assertThat(rows).hasSameSizeAs(Contender.all()).allSatisfy(row -> {
            assertThat(row.excluded()).as(row.contender().id()).isNull();
            assertThat(row.turns()).hasSize(2);
            assertThat(row.perLogin(row.counted().binds()))
                    .as(row.contender().id())
                    .isGreaterThanOrEqualTo(1);
        });
    }

    @Test
    void who_can_follow_nested_groups_follows_all_of_them() throws Exception {
        List<Contender> nesting =
                Contender.all().stream().filter(Contender::nests).toList();

        assertThat(rows(nesting, true))
                .allSatisfy(row ->
                        assertThat(row.excluded()).as(row.contender().id()).isNull());
    }

    @Test
    void contender_that_does_less_is_excluded_with_a_reason() throws Exception {
        Contender flat = Contender.named(Contender.UNBOUNDID).orElseThrow();
        Contender lazy = new Contender(
                "lazy",
                "Lazy",
                true,
                target -> flat.opening().open(new Target(target.port(), false, target.threads(), false, Map.of())));

        assertThat(rows(List.of(lazy), true))
                .singleElement()
                .satisfies(row -> assertThat(row.excluded()).contains("instead of"));
    }

    private static List<Row> rows(List<Contender> contenders, boolean nested) throws Exception {
        try (Monitor monitor = new Monitor(slapd)) {
            return new Cell(TREE, monitor, SHORTEST)
                    .measure(
                            contenders,
                            TREE.users(),
                            contender -> new Target(slapd.port(), false, 2, nested, Map.of()));
        }
    }
}
