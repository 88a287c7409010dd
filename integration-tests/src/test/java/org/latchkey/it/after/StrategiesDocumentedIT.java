package org.latchkey.it.after;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latchkey.it.ds389.Ds389;
import org.latchkey.it.samba.SambaAd;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.support.BuildDirectory;

/** Runs after the suite: what was counted at each server is what the documentation says. */
class StrategiesDocumentedIT {

    @BeforeEach
    void servers_are_there() {
        OpenLdap.prerequisite().demand();
        SambaAd.prerequisite().demand();
        Ds389.prerequisite().demand();
        assumeTrue(System.getProperty("it.test") == null, "only some tests were run");
    }

    @Test
    void each_row_of_the_page_was_counted_and_each_count_is_on_the_page() throws IOException {
        List<String> counted = rows(BuildDirectory.path().resolve("strategies.md"));
        assertThat(counted).isNotEmpty();
        assertThat(rows(Path.of("..", "docs", "directories.md"))).containsExactlyInAnyOrderElementsOf(counted);
    }

    private static List<String> rows(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.matches("\\| (OpenLDAP|389 Directory Server|Active Directory \\(Samba\\)) \\| .*"))
                .distinct()
                .toList();
    }
}
