package org.latchkey.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.slapd.OpenLdap;

/** What becomes of a user, told at a real slapd. */
class ExplainIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("explain").withoutTls().build();

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void prepare() {
        shell = new Shell(folder);
    }

    private Ran explain(String user, String... pairs) {
        return shell.run("", "explain", user, "--config", shell.file(SLAPD.url(), pairs));
    }

    @Test
    void a_user_is_told_from_the_entry_to_the_roles() {
        Ran ran = explain("alice", "roleNested", "true", "userAttributes", "mail");
        assertThat(ran.out()).isEqualTo("");
    }
}
