package org.latchkey.it.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.it.fixture.Tripwire;
import org.latchkey.it.slapd.OpenLdap;

/**
 * Runs the table of {@link Users} through JNDIRealm and LdapRealm. What is right in JNDIRealm must be the same with us; each
 * deliberate difference is named in {@link Differences}, and must really be one. No login costs more than JNDIRealm's,
 * unless {@link Differences} says why.
 */
class JndiRealmParityIT {
    @RegisterExtension
    static final ExecutionCondition SLAPD = context -> OpenLdap.prerequisite().condition();

    /** Searches that a wrong password finds under way, at most: for the entry and for the groups. */
    private static final int SENT_WITH_THE_BIND = 2;

    private static final List<Row> ROWS = Users.rows();
    private static final Summary SUMMARY = new Summary();
    private static final Bench BENCH = new Bench(ROWS);
    private static final JvmTrust TRUST = new JvmTrust();

    @BeforeAll
    static void trustTheTestServers() {
        TRUST.put();
    }

    @AfterAll
    static void publish() {
        BENCH.close();
        TRUST.restore();
        SUMMARY.publish();
    }

    static List<Row> rows() {
        return ROWS;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void ends_as_the_table_says(Row row) throws Exception {
        var seen = BENCH.compare(row);
        SUMMARY.add(seen);
        assertThat(seen.ours().outcome()).as("Latchkey").isEqualTo(row.right());
        assertThat(seen.jndiRealm().outcome())
                .as("JNDIRealm")
                .isEqualTo(Differences.of(row)
                        .map(Differences.Difference::jndiRealm)
                        .orElse(row.right()));
        if (seen.isComparable()) {
            int allowed =
                    Differences.costOf(row).map(Differences.Cost::operations).orElse(0)
                            + (seen.ours().outcome().isAccepted() ? 0 : SENT_WITH_THE_BIND);
            assertThat(seen.more())
                    .as("operations above JNDIRealm's: %s against %s", seen.ours(), seen.jndiRealm())
                    .isLessThanOrEqualTo(allowed);
        }
    }

    @Test
    void no_row_is_there_twice() {
        assertThat(ROWS.stream().collect(Collectors.groupingBy(Row::id, Collectors.counting())))
                .allSatisfy((id, count) -> assertThat(count).as(id).isEqualTo(1));
    }

    @Test
    void every_difference_is_a_row_where_jndi_realm_is_not_right() {
        var byId = ROWS.stream().collect(Collectors.toMap(Row::id, Function.identity(), (one, other) -> one));
        assertThat(byId.keySet()).containsAll(Differences.all().keySet());
        assertThat(Differences.all()).allSatisfy((id, difference) -> {
            assertThat(difference.jndiRealm()).as(id).isNotEqualTo(byId.get(id).right());
            assertThat(difference.why()).as(id).isNotBlank();
        });
    }

    @Test
    void nothing_was_built_out_of_directory_data() {
        assertThat(Tripwire.sprung()).isZero();
    }
}
