package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.jaspic.ProxiedTomcat.SHOWN;

import java.nio.file.Path;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.jaspic.RawHttp.Answer;

/** Whose a session is while a proxy names its user, and when it does not any more. */
class HeaderSessionTest {

    private static final String ALICE = "X-Forwarded-User: alice";
    private static final String BOB = "X-Forwarded-User: bob";
    private static final String KEPT = "mine";

    private final TestDirectory directory = new TestDirectory();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        directory.close();
    }

    private ProxiedTomcat tomcat(String... more) {
        return new ProxiedTomcat(folder, directory, more).start();
    }

    /** A session with something in it, after the request behind it, with which Tomcat gives it its last id. */
    private static String begun(ProxiedTomcat tomcat, String... lines) {
        String first = session(tomcat.asProxy("/open?op=keep", lines));
        String[] all = Arrays.copyOf(lines, lines.length + 1);
        all[lines.length] = cookie(first);
        return tomcat.asProxy("/open", all).session().orElse(first);
    }

    private static String session(Answer answer) {
        return answer.session().orElseThrow();
    }

    private static String cookie(String session) {
        return "Cookie: JSESSIONID=" + session;
    }

    @Test
    void a_user_s_session_asks_no_directory_again_from_the_request_on_that_began_it() {
        try (ProxiedTomcat tomcat = tomcat()) {
            String first = session(tomcat.asProxy("/open?op=keep", ALICE));
            int before = directory.searches();
            String session =
                    tomcat.asProxy("/open", ALICE, cookie(first)).session().orElse(first);
            for (String path : new String[] {"/private", "/open"}) {
                Answer answer = tomcat.asProxy(path, ALICE, cookie(session));
                assertThat(answer.said("user")).isEqualTo("alice");
                assertThat(answer.said("attributes")).contains(KEPT);
                assertThat(answer.session()).as("no new id").isEmpty();
            }
            assertThat(directory.searches()).isEqualTo(before);
            assertThat(tomcat.tomcat().sessionBytes())
                    .contains("ldap.asOf")
                    .doesNotContain("c4nary", "org.latchkey.auth", "org.latchkey.proxy");
        }
    }

    @Test
    void without_a_session_each_request_asks_and_none_is_begun() {
        try (ProxiedTomcat tomcat = tomcat()) {
            tomcat.asProxy("/private", ALICE);
            int before = directory.searches();
            assertThat(tomcat.asProxy("/private", ALICE).session()).isEmpty();
            assertThat(directory.searches()).isGreaterThan(before);
        }
    }

    @Test
    void a_session_of_nobody_s_gets_a_new_id_when_somebody_is_named() {
        try (ProxiedTomcat tomcat = tomcat()) {
            String planted = begun(tomcat);
            Answer answer = tomcat.asProxy("/private", ALICE, cookie(planted));
            assertThat(answer.said("attributes")).contains(KEPT);
            assertThat(answer.session()).isPresent().get().isNotEqualTo(planted);
            assertThat(tomcat.asProxy("/open", cookie(planted)).said("attributes"))
                    .isEqualTo("[]");
        }
    }

    @Test
    void another_user_ends_the_session() {
        try (ProxiedTomcat tomcat = tomcat()) {
            String session = begun(tomcat, ALICE);
            Answer answer = tomcat.asProxy("/open", BOB, cookie(session));
            assertThat(answer.said("user")).isEqualTo("bob");
            assertThat(answer.said("attributes")).isEqualTo("[]");
            assertThat(tomcat.asProxy("/open", ALICE, cookie(session)).said("attributes"))
                    .isEqualTo("[]");
        }
    }

    @Test
    void without_the_header_the_session_logs_nobody_in_and_stays() {
        try (ProxiedTomcat tomcat = tomcat()) {
            String session = begun(tomcat, ALICE);
            assertThat(tomcat.asProxy("/private", cookie(session)).status()).isEqualTo(401);
            Answer open = tomcat.asProxy("/open", cookie(session));
            assertThat(open.said("user")).isEqualTo("null");
            assertThat(open.said("type")).isEqualTo("null");
            assertThat(open.said("staff")).isEqualTo("false");
            assertThat(tomcat.asProxy("/open", ALICE, cookie(session)).said("attributes"))
                    .contains(KEPT);
        }
    }

    @Test
    void a_session_seen_without_the_header_in_between_is_still_no_one_else_s() {
        try (ProxiedTomcat tomcat = tomcat()) {
            String session = begun(tomcat, ALICE);
            tomcat.asProxy("/open", cookie(session));
            assertThat(tomcat.asProxy("/open", BOB, cookie(session)).said("attributes"))
                    .doesNotContain(KEPT);
        }
    }

    @Test
    void past_the_proxy_the_session_is_ended() {
        try (ProxiedTomcat tomcat = tomcat()) {
            String session = begun(tomcat, ALICE);
            Answer answer = tomcat.fromOutside("/open", cookie(session), ALICE, SHOWN);
            assertThat(answer.said("user")).isEqualTo("null");
            assertThat(answer.said("attributes")).isEqualTo("[]");
            assertThat(tomcat.asProxy("/open", ALICE, cookie(session)).said("attributes"))
                    .doesNotContain(KEPT);
        }
    }

    @Test
    void an_unknown_user_ends_the_session_of_the_one_before() {
        try (ProxiedTomcat tomcat = tomcat()) {
            String session = begun(tomcat, ALICE);
            Answer answer = tomcat.asProxy("/open", "X-Forwarded-User: mallory", cookie(session));
            assertThat(answer.said("user")).isEqualTo("null");
            assertThat(answer.said("attributes")).isEqualTo("[]");
        }
    }

    @Test
    void another_trusted_proxy_is_asked_about_and_keeps_the_session() {
        try (ProxiedTomcat tomcat = tomcat("trustedProxies", "127.0.0.0/8")) {
            String session = begun(tomcat, ALICE);
            int before = directory.searches();
            Answer answer = tomcat.fromOutside("/private", ALICE, SHOWN, cookie(session));
            assertThat(answer.said("attributes")).contains(KEPT);
            assertThat(directory.searches()).isGreaterThan(before);
        }
    }

    @Test
    void an_outage_is_503_for_who_is_not_known_and_nothing_for_who_is() {
        try (ProxiedTomcat tomcat = tomcat()) {
            String session = begun(tomcat, ALICE);
            directory.goDown();
            assertThat(tomcat.asProxy("/private", ALICE, cookie(session)).said("user"))
                    .isEqualTo("alice");
            for (String page : new String[] {"/private", "/open"}) {
                Answer answer = tomcat.asProxy(page, BOB);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers().get("retry-after")).matches("[1-9][0-9]*");
            }
            assertThat(tomcat.asProxy("/open").status()).isEqualTo(200);
            assertThat(tomcat.asProxy("/private", BOB, cookie(session)).status())
                    .isEqualTo(503);
            assertThat(tomcat.asProxy("/private", ALICE, cookie(session)).said("attributes"))
                    .contains(KEPT);
        }
    }

    @Test
    void logout_ends_nothing_that_the_proxy_goes_on_saying() {
        try (ProxiedTomcat tomcat = tomcat()) {
            String session = begun(tomcat, ALICE);
            assertThat(tomcat.asProxy("/open?op=logout", ALICE, cookie(session)).said("user"))
                    .isEqualTo("null");
            assertThat(tomcat.asProxy("/open", ALICE, cookie(session)).said("user"))
                    .isEqualTo("alice");
        }
    }

    @Test
    void the_user_of_a_session_is_looked_at_again_keeps_what_the_proxy_says_and_is_out_when_gone() {
        String[] lines = {BOB, "X-Forwarded-Groups: staff", ""};
        try (ProxiedTomcat tomcat = tomcat(
                "rolesRefreshInterval",
                "1ms",
                "groupsHeader",
                "X-Forwarded-Groups",
                "groupsHeaderAllow",
                "staff",
                "requestAttributes",
                "shown.title=title")) {
            lines[2] = cookie(begun(tomcat, lines[0], lines[1]));
            directory.change(
                    "dn: uid=bob,ou=people,dc=example,dc=org", "changetype: modify", "add: title", "title: mate");
            Awaitility.await().untilAsserted(() -> {
                Answer answer = tomcat.asProxy("/private", lines);
                assertThat(answer.said("shown.title")).isEqualTo("mate");
                assertThat(answer.said("staff")).isEqualTo("true");
                assertThat(answer.said("attributes")).contains(KEPT);
            });
            directory.change("dn: uid=bob,ou=people,dc=example,dc=org", "changetype: delete");
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(tomcat.asProxy("/private", lines).status())
                                    .isEqualTo(401));
            assertThat(tomcat.asProxy("/open", lines[2]).said("attributes")).isEqualTo("[]");
        }
    }
}
