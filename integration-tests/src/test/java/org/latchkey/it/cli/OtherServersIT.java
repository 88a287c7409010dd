package org.latchkey.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.ds389.Ds389;
import org.latchkey.it.ds389.Ds389Tree;
import org.latchkey.it.samba.AdDomain;
import org.latchkey.it.samba.SambaAd;

/** A check of the shortest configuration that works, at a real Active Directory and a real 389-DS. */
class OtherServersIT {
    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    @RegisterExtension
    static final Ds389 DS389 = Ds389.shared();

    @TempDir
    private Path folder;

    private Ran check(Map<String, String> ground, String preset, String url, String password) {
        Map<String, String> keys = new TreeMap<>(ground);
        keys.put("preset", preset);
        keys.put("connectionURL", url);
        keys.put("roleExcludes", "manager-*, admin-*");
        Shell shell = new Shell(folder);
        return shell.run(password + "\n", "check", "--config", shell.file(keys), "--user", "alice", "--password-stdin");
    }

    @Test
    void active_directory_is_told_stage_by_stage() {
        Ran ran = check(
                DC.config(),
                "activeDirectory",
                DC.ldapsUrl() + "/" + AdDomain.BASE,
                AdDomain.person("alice").password());
        assertThat(Shell.masked(ran.out())).isEqualTo("""
                        x
                        """);
        assertThat(ran.code()).isZero();
    }

    @Test
    void a_389_directory_server_is_told_stage_by_stage() {
        Ran ran = check(
                DS389.config(),
                "389ds",
                DS389.url() + "/" + Ds389Tree.BASE,
                Ds389Tree.person("alice").password());
        assertThat(Shell.masked(ran.out())).isEqualTo("""
                        x
                        """);
        assertThat(ran.code()).isZero();
    }
}
