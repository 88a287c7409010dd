package org.latchkey.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.tls.TestAuthority;

/** What {@code init} makes of real servers, and what it says where there is nothing to be made. */
class InitIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("init").build();

    private static final String CANARY = "c4nary";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder);
    }

    @Test
    void a_properties_file_for_openldap() {
        Ran ran = shell.run(
                Fixture.READER_PASSWORD + "\n",
                "init",
                SLAPD.url(),
                "--connection-name",
                Fixture.READER_DN,
                "--password-stdin",
                "--ca-certificate-file",
                TestAuthority.shared().caPem().toString(),
                "--format",
                "properties");
        assertThat(ran.err()).isEqualTo("");
        assertThat(Shell.masked(ran.out())).isEqualTo("");
        assertThat(ran.out() + ran.err()).doesNotContain(CANARY);
    }
}
