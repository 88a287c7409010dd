package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.tomcat.ProxiedTomcat.SHOWN;
import static org.latchkey.tomcat.ProxiedTomcat.valve;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.tomcat.ProxiedTomcat.Login;
import org.latchkey.tomcat.RawHttp.Answer;

/** Whose a session is, while proxies name users. */
class RemoteUserSessionTest {

    private static final String ALICE = "X-Forwarded-User: alice";
    private static final String BOB = "X-Forwarded-User: bob";

    @TempDir
    private Path folder;

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private ProxiedTomcat tomcat(Login login) {
        return tomcat(login, valve(folder));
    }

    private ProxiedTomcat tomcat(Login login, TestValve valve) {
        return new ProxiedTomcat(folder, TestRealm.searching(directory).xml(), login, valve).start();
    }

    private static String cookie(String session) {
        return "Cookie: JSESSIONID=" + session;
    }

    private static String begun(ProxiedTomcat tomcat, String... lines) {
        return tomcat.asProxy("/open?put=cart", lines).session().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void a_user_s_session_asks_no_directory_again(Login login) {
        try (ProxiedTomcat tomcat = tomcat(login)) {
            String session = begun(tomcat, ALICE);
            directory.operations().forget();
            for (String path : new String[] {"/private", "/open"}) {
                Answer answer = tomcat.asProxy(path, ALICE, cookie(session));
                assertThat(answer.said("user")).isEqualTo("alice");
                assertThat(answer.said("kept")).isEqualTo("cart");
                assertThat(answer.session()).as("no new id").isEmpty();
            }
            assertThat(directory.operations().all()).isEmpty();
        }
    }

    @Test
    void without_a_session_each_request_asks_and_none_is_begun() {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC)) {
            tomcat.asProxy("/private", ALICE);
            directory.operations().forget();
            assertThat(tomcat.asProxy("/private", ALICE).session()).isEmpty();
            assertThat(directory.operations().searches()).isNotEmpty();
        }
    }

    @Test
    void a_session_of_nobody_s_gets_a_new_id_when_somebody_is_named() {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC)) {
            String planted = begun(tomcat);
            Answer answer = tomcat.asProxy("/private", ALICE, cookie(planted));
            assertThat(answer.said("kept")).isEqualTo("cart");
            assertThat(answer.session()).isPresent().get().isNotEqualTo(planted);
            assertThat(tomcat.asProxy("/open", cookie(planted)).said("session")).isEqualTo("null");
        }
    }

    @ParameterizedTest
    @EnumSource
    void another_user_ends_the_session(Login login) {
        try (ProxiedTomcat tomcat = tomcat(login)) {
            String session = begun(tomcat, ALICE);
            Answer answer = tomcat.asProxy("/open", BOB, cookie(session));
            assertThat(answer.said("user")).isEqualTo("bob");
            assertThat(answer.said("kept")).isEqualTo("null");
            assertThat(tomcat.asProxy("/open", ALICE, cookie(session)).said("kept"))
                    .isEqualTo("null");
        }
    }

    @ParameterizedTest
    @EnumSource
    void without_the_header_the_session_logs_nobody_in(Login login) {
        try (ProxiedTomcat tomcat = tomcat(login)) {
            String session = begun(tomcat, ALICE);
            if (login != Login.NO_AUTHENTICATOR) {
                tomcat.asProxy(
                        "/private", ALICE, cookie(session)); // Tomcat's NonLoginAuthenticator keeps the principal
                assertThat(tomcat.asProxy("/private", cookie(session)).status()).isEqualTo(401);
            }
            assertThat(tomcat.asProxy("/open", cookie(session)).said("user")).isEqualTo("null");
            assertThat(tomcat.asProxy("/open", ALICE, cookie(session)).said("kept"))
                    .isEqualTo("cart");
        }
    }

    @Test
    void a_session_seen_without_the_header_in_between_is_still_no_one_else_s() {
        try (ProxiedTomcat tomcat = tomcat(Login.NONE)) {
            String session = begun(tomcat, ALICE);
            tomcat.asProxy("/open", cookie(session));
            assertThat(tomcat.asProxy("/open", BOB, cookie(session)).said("kept"))
                    .isEqualTo("null");
        }
    }

    @ParameterizedTest
    @EnumSource
    void past_the_proxy_the_session_is_ended(Login login) {
        try (ProxiedTomcat tomcat = tomcat(login)) {
            String session = begun(tomcat, ALICE);
            Answer answer = tomcat.fromOutside("/open", cookie(session), ALICE, SHOWN);
            assertThat(answer.said("user")).isEqualTo("null");
            assertThat(answer.said("kept")).isEqualTo("null");
            assertThat(tomcat.asProxy("/open", ALICE, cookie(session)).said("kept"))
                    .isEqualTo("null");
        }
    }

    @Test
    void a_user_whom_the_directory_refuses_by_now_is_found_out_when_another_proxy_names_them_and_the_session_ends() {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, valve(folder).with("trustedProxies", "127.0.0.1, 127.0.0.2"))) {
            String jo = "X-Forwarded-User: josmith";
            String session = begun(tomcat, jo);
            directory.modify(
                    "dn: cn=Smith\\, Jo," + TestDirectory.PEOPLE, "changetype: modify", "replace: uid", "uid: jo");
            assertThat(tomcat.fromOutside("/private", jo, SHOWN, cookie(session))
                            .status())
                    .isEqualTo(401);
            assertThat(tomcat.asProxy("/open", cookie(session)).said("session")).isEqualTo("null");
        }
    }

    @Test
    void another_trusted_proxy_is_asked_about_and_keeps_the_session() {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, valve(folder).with("trustedProxies", "127.0.0.0/8"))) {
            String session = begun(tomcat, ALICE);
            directory.operations().forget();
            Answer answer = tomcat.fromOutside("/private", ALICE, SHOWN, cookie(session));
            assertThat(answer.said("kept")).isEqualTo("cart");
            assertThat(answer.session()).isEmpty();
            assertThat(directory.operations().searches()).isNotEmpty();
        }
    }

    @Test
    void an_unknown_user_ends_the_session_of_the_one_before() {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC)) {
            String session = begun(tomcat, ALICE);
            Answer answer = tomcat.asProxy("/open", "X-Forwarded-User: mallory", cookie(session));
            assertThat(answer.said("user")).isEqualTo("null");
            assertThat(answer.said("kept")).isEqualTo("null");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO_AUTHENTICATOR")
    void an_outage_is_503_for_who_is_not_known_and_nothing_for_who_is(Login login) {
        try (ProxiedTomcat tomcat = tomcat(login)) {
            String session = begun(tomcat, ALICE);
            directory.goDown();
            assertThat(tomcat.asProxy("/private", ALICE, cookie(session)).said("user"))
                    .isEqualTo("alice");
            Answer answer = tomcat.asProxy("/private", BOB);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers().get("retry-after")).matches("[1-9][0-9]*");
            assertThat(tomcat.asProxy("/open", BOB).status()).isEqualTo(503);
            assertThat(tomcat.asProxy("/open").status()).isEqualTo(200);
            assertThat(tomcat.asProxy("/private", BOB, cookie(session)).status())
                    .isEqualTo(503);
            assertThat(tomcat.asProxy("/private", ALICE, cookie(session)).said("kept"))
                    .isEqualTo("cart");
        }
    }

    @Test
    void logout_ends_nothing_that_the_proxy_goes_on_saying() {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC)) {
            String session = begun(tomcat, ALICE);
            assertThat(tomcat.asProxy("/open?logout=1", ALICE, cookie(session)).said("user"))
                    .isEqualTo("null");
            assertThat(tomcat.asProxy("/open", ALICE, cookie(session)).said("user"))
                    .isEqualTo("alice");
        }
    }

    private static String basic(String user) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + user + "-c4nary").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void with_an_optional_header_the_container_s_login_gets_no_session_of_a_proxied_user() {
        TestValve optional = valve(folder).with("headerOptional", "true");
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, optional)) {
            String session = begun(tomcat, ALICE);
            Answer answer = tomcat.asProxy("/private", basic("bob"), cookie(session));
            assertThat(answer.said("user")).isEqualTo("bob");
            assertThat(answer.said("kept")).isEqualTo("null");
        }
    }

    @Test
    void with_an_optional_header_the_proxy_s_user_gets_no_session_of_the_container_s() {
        TestValve optional = valve(folder).with("headerOptional", "true");
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, optional)) {
            String anonymous = begun(tomcat);
            String session = tomcat.fromOutside("/private?put=secret", basic("bob"), cookie(anonymous))
                    .session()
                    .orElseThrow();
            assertThat(tomcat.fromOutside("/private", cookie(session)).said("user"))
                    .isEqualTo("bob");
            Answer answer = tomcat.asProxy("/private", ALICE, cookie(session));
            assertThat(answer.said("user")).isEqualTo("alice");
            assertThat(answer.said("kept")).isEqualTo("null");
            assertThat(tomcat.fromOutside("/private", cookie(session)).status()).isEqualTo(401);
        }
    }

    private final SettableClock clock = new SettableClock();

    /** A realm that looks at users again after five minutes by the test's clock. */
    private ProxiedTomcat watching() {
        LdapRealm realm = new LdapRealm(clock, clock::nanoTime);
        realm.setProperty("connectionURL", directory.url());
        realm.setProperty("userBase", TestDirectory.PEOPLE);
        realm.setProperty("userSearch", "(uid={0})");
        realm.setProperty("rolesRefreshInterval", "5m");
        realm.setProperty("rolesMaxAge", "1h");
        TestValve valve =
                valve(folder).with("groupsHeader", "X-Forwarded-Groups").with("groupsHeaderAllow", "staff");
        return new ProxiedTomcat(folder, TestRealm.searching(directory).xml(), Login.BASIC, valve)
                .with(tomcat -> tomcat.getEngine().setRealm(realm))
                .start();
    }

    private static final String STAFF = "X-Forwarded-Groups: staff";

    @Test
    void the_user_of_a_session_is_looked_at_again_and_keeps_what_the_proxy_says() {
        try (ProxiedTomcat tomcat = watching()) {
            String session = begun(tomcat, ALICE, STAFF);
            directory.operations().forget();
            assertThat(tomcat.asProxy("/private", ALICE, STAFF, cookie(session)).said("kept"))
                    .isEqualTo("cart");
            assertThat(directory.operations().searches()).isEmpty();
            clock.pass(Duration.ofMinutes(5));
            Answer answer = tomcat.asProxy("/private", ALICE, STAFF, cookie(session));
            assertThat(answer.said("staff")).isEqualTo("true");
            assertThat(answer.said("kept")).isEqualTo("cart");
            assertThat(directory.operations().searches()).isNotEmpty();
            directory.operations().forget();
            tomcat.asProxy("/private", ALICE, STAFF, cookie(session));
            assertThat(directory.operations().searches()).isEmpty();
        }
    }

    @Test
    void a_user_who_is_gone_loses_the_session_after_the_interval() {
        try (ProxiedTomcat tomcat = watching()) {
            String session = begun(tomcat, ALICE, STAFF);
            directory.modify("dn: " + TestDirectory.ALICE, "changetype: delete");
            assertThat(tomcat.asProxy("/private", ALICE, STAFF, cookie(session)).status())
                    .isEqualTo(200);
            clock.pass(Duration.ofMinutes(5));
            assertThat(tomcat.asProxy("/private", ALICE, STAFF, cookie(session)).status())
                    .isEqualTo(401);
            assertThat(tomcat.asProxy("/open", cookie(session)).said("session")).isEqualTo("null");
        }
    }

    @Test
    void an_outage_keeps_the_session_until_its_user_is_too_old() {
        try (ProxiedTomcat tomcat = watching()) {
            String session = begun(tomcat, ALICE, STAFF);
            directory.goDown();
            clock.pass(Duration.ofMinutes(5));
            assertThat(tomcat.asProxy("/private", ALICE, STAFF, cookie(session)).said("kept"))
                    .isEqualTo("cart");
            clock.pass(Duration.ofHours(1));
            assertThat(tomcat.asProxy("/private", ALICE, STAFF, cookie(session)).status())
                    .isEqualTo(503);
        }
    }
}
