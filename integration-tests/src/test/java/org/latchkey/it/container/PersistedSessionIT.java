package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.slapd.OpenLdap;

/** Whoever was logged in when Tomcat stopped is logged in when it starts again, without asking the directory. */
class PersistedSessionIT {
    private static final String KEEP_LOGINS = "<Manager pathname=\"SESSIONS.ser\" persistAuthentication=\"true\"/>";

    @RegisterExtension
    static final OpenLdap directory = OpenLdap.shared();

    @Test
    void name_roles_and_attributes_outlive_a_restart(@TempDir Path wars) throws Exception {
        CatalinaBase base = CatalinaBase.named("PersistedSessionIT")
                .engineRealm(FixtureRealm.at(directory))
                .everyContext(KEEP_LOGINS)
                .deploy(BuildOutput.portalWar())
                .deploy(ProbeWar.write(wars, "probe", "FORM"));
        Browser alice;
        try (TomcatProcess tomcat = TomcatProcess.running(base)) {
            alice = tomcat.browser();
            alice.get("/portal/desk/");
            alice.fillIn("/portal/desk", "alice", "alice-c4nary");
            alice.get("/probe/inside");
            alice.fillIn("/probe", "alice", "alice-c4nary");
            assertAliceIsInside(alice);
        }

        assertThat(keptSessions(base)).hasSize(2).noneMatch(session -> session.contains("c4nary"));
        try (TomcatProcess tomcat = TomcatProcess.running(base)) {
            var asked = directory.during(() -> assertAliceIsInside(alice));
            assertThat(asked.total()).as(asked.toString()).isZero();
            assertThat(tomcat.consoleLines()).noneMatch(line -> line.contains("Exception"));
        }
    }

    /** What Tomcat wrote of its sessions on stopping, byte for character. */
    private static List<String> keptSessions(CatalinaBase base) throws IOException {
        try (Stream<Path> files = Files.walk(base.directory().resolve("work"))) {
            List<Path> kept =
                    files.filter(file -> file.endsWith("SESSIONS.ser")).toList();
            List<String> sessions = new ArrayList<>();
            for (Path file : kept) {
                sessions.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return sessions;
        }
    }

    private static void assertAliceIsInside(Browser alice) {
        Answer portal = alice.get("/portal/desk/whoami" + FixtureRealm.ASK_ROLES);
        assertThat(portal.value("remoteUser")).isEqualTo("alice");
        assertThat(portal.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);

        Answer probe = alice.get("/probe/inside");
        assertThat(probe.value("attribute.mail")).isEqualTo("[alice@example.org]");
        assertThat(probe.value("attribute.departmentNumber")).isEqualTo("[42]");
        assertThat(probe.body()).doesNotContain("c4nary").doesNotContainIgnoringCase("userPassword");
    }
}
