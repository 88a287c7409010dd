package org.latchkey.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.slapd.OpenLdap;

/** The list of all users, from a real slapd. */
class ListUsersIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("list-users").withoutTls().build();

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder);
    }

    private Ran list(List<String> options, String... pairs) {
        String[] arguments = new String[options.size() + 3];
        arguments[0] = "list-users";
        arguments[1] = "--config";
        arguments[2] = shell.file(SLAPD.url(), pairs);
        for (int i = 0; i < options.size(); i++) {
            arguments[3 + i] = options.get(i);
        }
        return shell.run("", arguments);
    }

    @Test
    void all_users_are_listed_by_the_name_applications_see() {
        Ran ran = list(List.of());
        assertThat(ran.out()).startsWith("name,dn\r\n").contains("alice,\"uid=alice,ou=people");
    }
}
