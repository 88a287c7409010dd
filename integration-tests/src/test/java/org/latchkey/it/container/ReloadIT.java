package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.it.faults.FaultRow;
import org.latchkey.it.slapd.OpenLdap;

/** A realm in the Context of an application comes and goes with it, a hundred times. */
class ReloadIT {
    private static final int RELOADS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @RegisterExtension
    static final OpenLdap directory = OpenLdap.shared();

    private static CatalinaBase base;
    private static TomcatProcess tomcat;

    @BeforeAll
    static void start() {
        base = CatalinaBase.named("ReloadIT")
                .deploy(BuildOutput.staffWar(), FixtureRealm.at(directory))
                .copy(BuildOutput.template("manager.xml"), "conf/Catalina/localhost/manager.xml");
        tomcat = TomcatProcess.running(base);
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    @Test
    @FaultRow(31)
    void a_hundred_reloads_leave_no_thread_and_no_class_loader() {
        for (int reload = 1; reload <= RELOADS; reload++) {
            assertThat(alice()).as("before reload %s", reload).isEqualTo(200);
            assertThat(manager("reload?path=/staff")).startsWith("OK");
        }
        assertThat(alice()).isEqualTo(200);
        assertThat(manager("threaddump"))
                .as("the thread that reads a kept connection")
                .contains("com.sun.jndi.ldap");
        assertThat(manager("undeploy?path=/staff")).startsWith("OK");

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(manager("threaddump"))
                        .doesNotContain("com.sun.jndi.ldap")
                        .doesNotContain("org.latchkey.")
                        .doesNotContain("latchkey-"));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(manager("findleaks?statusLine=true")).startsWith("OK - No memory leaks found"));
        // Tomcat's own utility thread may be at work in the application at the moment of a reload.
        assertThat(base.logs().lines("catalina."))
                .filteredOn(line -> !line.contains("[Catalina-utility-"))
                .noneMatch(line -> line.contains("memory leak") || line.contains("failed to stop it"));
    }

    private static int alice() {
        return tomcat.browser().get("/staff/employee/", "alice", "alice-c4nary").status();
    }

    /** What the manager application answers to a command. */
    private static String manager(String command) {
        return tomcat.browser()
                .get("/manager/text/" + command, "deployer", "deployer-c4nary")
                .body();
    }
}
