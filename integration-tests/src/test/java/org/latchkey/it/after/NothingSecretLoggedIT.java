package org.latchkey.it.after;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.latchkey.it.support.BuildDirectory;

/** Runs after the suite, over everything it has logged and printed. */
class NothingSecretLoggedIT {
    private final SecretScan scan = SecretScan.of(BuildDirectory.path());

    @Test
    void there_is_output_to_look_through() {
        assertThat(scan.files()).isPositive();
    }

    @Test
    void no_password_is_in_any_log_or_output() {
        assertThat(scan.findings()).isEmpty();
    }
}
