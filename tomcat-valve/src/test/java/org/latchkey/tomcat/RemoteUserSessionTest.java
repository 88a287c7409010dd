package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.tomcat.ProxiedTomcat.SHOWN;
import static org.latchkey.tomcat.ProxiedTomcat.valve;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.apache.catalina.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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
    void a_session_holds_nothing_but_the_owner_s_name_that_other_nodes_would_have_to_copy() {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC)) {
            String id = begun(tomcat, ALICE);
            tomcat.asProxy("/private", ALICE, cookie(id));
            Session session = tomcat.application().getManager().findSessions()[0];
            assertThat(Collections.list(session.getSession().getAttributeNames()))
                    .containsExactlyInAnyOrder("kept", ProxiedSession.OWNER);
            assertThat(session.getNoteNames()).toIterable().isEmpty();
            assertThat(session.getPrincipal()).isNull();
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
    private LdapRealm watchingRealm() {
        LdapRealm realm = new LdapRealm(clock, clock::nanoTime);
        realm.setProperty("connectionURL", directory.url());
        realm.setProperty("userBase", TestDirectory.PEOPLE);
        realm.setProperty("userSearch", "(uid={0})");
        realm.setProperty("roleBase", TestDirectory.GROUPS);
        realm.setProperty("roleName", "cn");
        realm.setProperty("roleSearch", "(member={0})");
        realm.setProperty("denyGroup", "cn=house," + TestDirectory.GROUPS);
        realm.setProperty("rolesRefreshInterval", "5m");
        realm.setProperty("rolesMaxAge", "1h");
        return realm;
    }

    private ProxiedTomcat watching(Login login, Place place) {
        TestValve valve = valve(folder)
                .with("groupsHeader", "X-Forwarded-Groups")
                .with("groupsHeaderAllow", "captains")
                .with("attributeHeaders", "X-Remote-Nick=nick");
        TestValve shown = TestValve.of(UserAttributesValve.class).with("requestAttributes", "nick");
        TestValve[] valves = place == Place.CONTEXT ? new TestValve[] {valve, shown} : new TestValve[] {shown};
        ProxiedTomcat tomcat = new ProxiedTomcat(
                        folder, TestRealm.searching(directory).xml(), login, valves)
                .with(made -> made.getEngine().setRealm(watchingRealm()));
        if (place == Place.HOST) {
            tomcat.with(made -> valve.readInto(made.getHost()));
        }
        return tomcat.start();
    }

    /** Where the valve stands: behind the realm's own, which is in the host, or before it. */
    enum Place {
        CONTEXT,
        HOST
    }

    private void passInterval() {
        clock.pass(Duration.ofMinutes(5));
    }

    private void change(String dn, String... change) {
        String[] lines =
                Stream.concat(Stream.of("dn: " + dn), Arrays.stream(change)).toArray(String[]::new);
        directory.modify(lines);
    }

    private void leaveStaff() {
        change("cn=staff," + TestDirectory.GROUPS, "changetype: modify", "delete: member", MEMBER);
    }

    private static final String ENDS = "The session of \"alice\" ends: ";
    private static final String MEMBER = "member: " + TestDirectory.ALICE;
    private static final String[] SAID = {ALICE, "X-Forwarded-Groups: captains, staff", "X-Remote-Nick: al"};

    private static Answer again(ProxiedTomcat tomcat, String path, String session) {
        return tomcat.asProxy(
                path,
                Stream.concat(Arrays.stream(SAID), Stream.of(cookie(session))).toArray(String[]::new));
    }

    static Stream<Arguments> everywhere() {
        return Arrays.stream(Login.values())
                .flatMap(login -> Arrays.stream(Place.values()).map(place -> Arguments.of(login, place)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void the_user_of_a_session_is_looked_at_again_and_keeps_what_the_proxy_says(Login login, Place place) {
        try (ProxiedTomcat tomcat = watching(login, place)) {
            String session = begun(tomcat, SAID);
            again(tomcat, "/private", session);
            directory.operations().forget();
            assertThat(again(tomcat, "/private", session).said("kept")).isEqualTo("cart");
            assertThat(directory.operations().searches()).isEmpty();
            for (int interval = 0; interval < 3; interval++) {
                passInterval();
                directory.operations().forget();
                for (String path : new String[] {"/private", "/open"}) {
                    Answer answer = again(tomcat, path, session);
                    assertThat(answer.said("kept")).isEqualTo("cart");
                    assertThat(answer.said("staff")).isEqualTo("true");
                    assertThat(answer.said("captains")).as("the proxy's group").isEqualTo("true");
                    assertThat(answer.said("attribute.nick")).isEqualTo("al");
                }
                assertThat(directory.operations().searches()).as("one look").hasSize(2);
            }
            leaveStaff();
            passInterval();
            Answer left = again(tomcat, "/open", session);
            assertThat(left.said("staff")).isEqualTo("false");
            assertThat(left.said("captains")).isEqualTo("true");
            assertThat(left.said("attribute.nick")).isEqualTo("al");
            if (login != Login.NO_AUTHENTICATOR) {
                assertThat(again(tomcat, "/private", session).status()).isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BASIC", "NONE"})
    void whoever_is_deleted_disabled_locked_or_denied_is_out_within_the_interval(Login login) {
        List<Runnable> blows = List.of(
                () -> change(TestDirectory.ALICE, "changetype: delete"),
                () -> directory.operations().showOperational("nsAccountLock", "true"),
                () -> directory.operations().showOperational("pwdAccountLockedTime", "20260301080000Z"),
                () -> change("cn=house," + TestDirectory.GROUPS, "changetype: modify", "add: member", MEMBER));
        for (Runnable blow : blows) {
            directory.close();
            directory = TestDirectory.start();
            try (CapturedLog log = CapturedLog.ofLatchkey();
                    ProxiedTomcat tomcat = watching(login, Place.CONTEXT)) {
                String session = begun(tomcat, SAID);
                blow.run();
                assertThat(again(tomcat, "/private", session).said("kept")).isEqualTo("cart");
                passInterval();
                Answer out = again(tomcat, "/open", session);
                assertThat(out.said("user")).isEqualTo("null");
                assertThat(out.said("kept")).isEqualTo("null");
                assertThat(log.at(Level.INFO))
                        .filteredOn(line -> line.startsWith(ENDS))
                        .hasSize(1);
                assertThat(again(tomcat, "/private", session).status()).isEqualTo(401);
                assertThat(tomcat.asProxy("/open", cookie(session)).said("session"))
                        .isEqualTo("null");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void an_outage_keeps_the_session_until_its_user_is_too_old(Login login, Place place) {
        try (ProxiedTomcat tomcat = watching(login, place)) {
            String session = begun(tomcat, SAID);
            directory.goDown();
            for (int interval = 0; interval < 11; interval++) {
                passInterval();
                Answer answer = again(tomcat, "/private", session);
                assertThat(answer.said("kept")).isEqualTo("cart");
                assertThat(answer.said("captains")).isEqualTo("true");
            }
            passInterval();
            assertThat(again(tomcat, "/private", session).status()).isEqualTo(503);
            directory.comeBack();
            clock.pass(Duration.ofSeconds(10));
            tomcat.probe();
            Answer back = again(tomcat, "/private", session);
            assertThat(back.said("user")).isEqualTo("alice");
            assertThat(back.said("kept")).isEqualTo("null");
        }
    }
}
