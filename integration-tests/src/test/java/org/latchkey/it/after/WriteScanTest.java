package org.latchkey.it.after;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The watchdog barks: planted writes are found, reads are counted. */
class WriteScanTest {
    private static final String PREFIX = "6b0219f7.07be028b 0x7f9db93fe6c0 conn=1001 op=1 ";

    @TempDir
    Path servers;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADD dn=\"uid=new,dc=example,dc=org\"",
                "MOD dn=\"uid=alice,dc=example,dc=org\"",
                "DEL dn=\"uid=alice,dc=example,dc=org\"",
                "MODRDN dn=\"uid=alice,dc=example,dc=org\"",
                "PASSMOD new"
            })
    void planted_write_is_found(String line) throws IOException {
        log("one", PREFIX + line);
        assertThat(WriteScan.of(servers).writes()).hasSize(1);
    }

    @Test
    void binds_and_searches_are_counted_but_not_the_probes() throws IOException {
        log("one", PREFIX + "BIND dn=\"uid=a\" method=128", PREFIX + "BIND dn=\"uid=a\" mech=SIMPLE bind_ssf=0 ssf=0");
        log("two", PREFIX + "SRCH base=\"dc=x\" scope=2 deref=0 filter=\"(cn=x conn=1 op=1 ADD )\"");
        log("three", PREFIX + "SRCH base=\"\" scope=0 deref=0 filter=\"(cn=latchkey-marker-1)\"");
        assertThat(WriteScan.of(servers)).isEqualTo(new WriteScan(3, 2, List.of()));
    }

    @Test
    void what_a_tests_own_administrator_changes_is_not_the_engines_doing_and_a_connection_is_not_hers_for_ever()
            throws IOException {
        log(
                "own",
                "6b conn=1001 op=0 BIND dn=\"cn=admin,dc=example,dc=org\" mech=SIMPLE bind_ssf=0 ssf=0",
                "6b conn=1001 fd=12 ACCEPT from IP=127.0.0.1:1 (IP=127.0.0.1:2)",
                "6b conn=1001 op=1 ADD dn=\"uid=a,dc=example,dc=org\"",
                "6b conn=1002 op=1 DEL dn=\"uid=b,dc=example,dc=org\"",
                "6b conn=1001 fd=12 closed",
                "6b conn=1001 op=1 MOD dn=\"uid=c,dc=example,dc=org\"");
        assertThat(WriteScan.of(servers).writes())
                .hasSize(2)
                .anyMatch(line -> line.contains("uid=b,"))
                .anyMatch(line -> line.contains("uid=c,"));
    }

    @Test
    void no_server_at_all_is_told_as_such() {
        assertThat(WriteScan.of(servers.resolve("none"))).isEqualTo(new WriteScan(0, 0, List.of()));
    }

    private void log(String server, String... lines) throws IOException {
        Path folder = Files.createDirectory(servers.resolve(server));
        Files.write(folder.resolve("slapd.log"), List.of(lines));
    }
}
