package org.latchkey.it.after;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.support.BuildDirectory;

/** Runs after the suite, over the logs of all the slapds it had. */
class NothingWrittenIT {
    private final WriteScan scan = WriteScan.of(BuildDirectory.path().resolve("slapd"));

    @BeforeEach
    void slapd_is_there() {
        OpenLdap.prerequisite().demand();
    }

    @Test
    void servers_were_asked_something_by_the_suite() {
        assumeTrue(System.getProperty("it.test") == null, "only some tests were run");
        assertThat(scan.logs()).isPositive();
        assertThat(scan.reads()).isPositive();
    }

    @Test
    void no_server_was_asked_to_change_its_tree() {
        assertThat(scan.writes()).isEmpty();
    }
}
