package org.latchkey.internal.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.auth.Dn;
import org.latchkey.config.ConfigKey;
import org.latchkey.inspect.Fact;
import org.latchkey.inspect.Outcome;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchResults;

class RootDseTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private static DirectorySession saying(Map<String, List<String>> attributes) {
        return spec -> new SearchResults(List.of(new DirectoryEntry(Dn.ROOT, attributes)), false);
    }

    private static Note clock(String told) throws Exception {
        RootDse root = new RootDse(false, NOON);
        root.read(saying(Map.of("currentTime", List.of(told))));
        return root.clock();
    }

    @ParameterizedTest
    @CsvSource({
        "20261122115958.0Z, PASSED, -2",
        "20261122120500.0Z, PASSED, 300",
        "20261122120501Z, WARNED, 301",
        "20261122115400.0Z, WARNED, -360",
        "20260101000000.0Z, WARNED, -28123200"
    })
    void a_clock_that_is_more_than_five_minutes_off_is_warned_of(String told, Outcome outcome, String skew)
            throws Exception {
        Note note = clock(told);
        assertThat(note.outcome()).isEqualTo(outcome);
        assertThat(note.facts()).containsExactly(Fact.of("skewSeconds", skew));
    }

    @ParameterizedTest
    @CsvSource({"noon", "20269922115958.0Z", "2026112211"})
    void a_time_that_cannot_be_read_is_passed_over(String told) throws Exception {
        assertThat(clock(told).outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void a_root_that_cannot_be_read_is_warned_of_and_tells_no_time() throws Exception {
        RootDse root = new RootDse(true, NOON);
        assertThat(root.read(spec -> new SearchResults(List.of(), false)).outcome())
                .isEqualTo(Outcome.WARNED);
        assertThat(root.clock().outcome()).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void starttls_is_missed_only_where_passwords_travel_in_clear() throws Exception {
        Map<String, List<String>> offering = Map.of("supportedExtension", List.of("1.3.6.1.4.1.1466.20037"));
        Note clear = new RootDse(true, NOON).read(saying(offering));
        assertThat(clear.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(clear.keys()).containsExactly(ConfigKey.USE_START_TLS);
        assertThat(new RootDse(false, NOON).read(saying(offering)).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void who_made_the_server_is_told_and_never_by_control_characters() throws Exception {
        assertThat(vendor("supportedCapabilities", "1.2.840.113556.1.4.800")).isEqualTo("Active Directory");
        assertThat(vendor("objectClass", "OpenLDAProotDSE")).isEqualTo("OpenLDAP");
        assertThat(vendor("vendorName", "389 Project")).isEqualTo("389 Project");
        assertThat(vendor("vendorName", "a\u001b[31mb\n"))
                .doesNotContain("\u001b")
                .doesNotContain("\n");
    }

    private static String vendor(String attribute, String value) throws Exception {
        return new RootDse(false, NOON)
                .read(saying(Map.of(attribute, List.of(value))))
                .sentence();
    }
}
