package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The file of logins that {@code examples/logging.properties} sets up, under Tomcat's own JULI. */
@OnSharedTomcat
class LoginLogIT {
    private static final String LOGIN_FILE = "latchkey-login.";
    private static final String WHERE = " peer=127\\.0\\.0\\.1 door=tomcat server=%s plan=[a-z+,-]+ ops=\\d+ ms=\\d+";

    @Deployment(testable = false)
    static WebArchive staff() {
        return Deployments.staff();
    }

    @Test
    void a_login_is_told_with_who_where_from_through_what_and_at_what_cost(SharedTomcat tomcat) {
        String line = lineOf(tomcat, "alice", "alice-c4nary");

        assertThat(line)
                .containsPattern(" INFO .* AUTHENTICATED as=\"alice\" roles=5 user=\"alice\""
                        + WHERE.formatted(tomcat.directory().url()));
    }

    @Test
    void a_refusal_is_told_with_its_reason(SharedTomcat tomcat) {
        String where = WHERE.formatted(tomcat.directory().url());

        assertThat(lineOf(tomcat, "alice", "wrong-c4nary"))
                .containsPattern(" INFO .* REJECTED reason=BAD_PASSWORD user=\"alice\"" + where);
        assertThat(lineOf(tomcat, "nobody", "wrong-c4nary"))
                .containsPattern(" INFO .* REJECTED reason=UNKNOWN_USER user=\"nobody\"" + where);
    }

    @Test
    void request_login_and_forms_are_told_like_basic(SharedTomcat tomcat) {
        int before = logins(tomcat).size();

        tomcat.browser().post("/staff/login", Map.of("user", "bob", "password", "bob-c4nary"));

        assertThat(next(tomcat, before)).contains("AUTHENTICATED as=\"bob\"", " peer=127.0.0.1 ");
    }

    @Test
    void a_name_with_line_breaks_and_terminal_commands_stays_one_line_of_visible_characters(SharedTomcat tomcat) {
        String forged = "alice\r\nFORGED AUTHENTICATED as=\"root\"\u001b[2J\u2028FORGED\u0085FORGED";

        String line = lineOf(tomcat, forged, "wrong-c4nary");

        assertThat(line)
                .contains("REJECTED")
                .contains("alice\\u000d\\u000aFORGED AUTHENTICATED as=\\\"root\\\"\\u001b[2J")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
        assertThat(tomcat.logs().lines("")).noneMatch(any -> any.startsWith("FORGED"));
    }

    @Test
    void logins_are_in_their_own_file_and_nowhere_else(SharedTomcat tomcat) {
        lineOf(tomcat, "alice", "alice-c4nary");

        assertThat(tomcat.logs().lines("catalina."))
                .isNotEmpty()
                .noneMatch(line -> line.contains("AUTHENTICATED") || line.contains("REJECTED"));
    }

    /** Logs in, or tries to, and waits for the one line that tells of it. */
    private static String lineOf(SharedTomcat tomcat, String user, String password) {
        int before = logins(tomcat).size();
        tomcat.browser().get("/staff/employee/", user, password);
        return next(tomcat, before);
    }

    private static String next(SharedTomcat tomcat, int before) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> logins(tomcat).size() > before);
        assertThat(logins(tomcat)).hasSize(before + 1);
        return logins(tomcat).get(before);
    }

    private static List<String> logins(SharedTomcat tomcat) {
        return tomcat.logs().lines(LOGIN_FILE);
    }
}
