package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A realm outlives the applications it serves; nothing of theirs may stay with it. */
@OnSharedTomcat
class UndeployIT {
    private static final String APPLICATION = "staff";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = APPLICATION, managed = false, testable = false)
    static WebArchive staff() {
        return Deployments.staff();
    }

    @Test
    void an_application_people_have_logged_in_to_goes_without_leaving_threads_or_classes(SharedTomcat tomcat) {
        deployer.deploy(APPLICATION);
        for (String user : new String[] {"alice", "bob", "nobody"}) {
            tomcat.browser().get("/staff/employee/", user, user + "-c4nary");
        }
        tomcat.browser().post("/staff/login", Map.of("user", "alice", "password", "alice-c4nary", "remember", "true"));
        deployer.undeploy(APPLICATION);

        assertThat(tomcat.browser().get("/staff/public").status()).isEqualTo(404);
        assertThat(tomcat.logs().lines("catalina."))
                .noneMatch(line -> line.contains("memory leak") || line.contains("failed to stop it"));
        assertThat(tomcat.manager("findleaks?statusLine=true")).startsWith("OK - No memory leaks found");
    }
}
