package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.apache.catalina.Manager;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Session;
import org.apache.catalina.authenticator.SingleSignOn;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.realm.CombinedRealm;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.LockOutRealm;
import org.apache.catalina.realm.RealmBase;
import org.ietf.jgss.GSSCredential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.DirectoryPrincipal;

/** A session notices what becomes of its user, by the clock of the test. */
class LiveSessionsTest {

    private static final String STAFF = "alice staff=true captains=false";
    private static final String CAPTAIN = "alice staff=true captains=true";
    private static final String ASKED = "asked null staff=false captains=false";

    private final SettableClock clock = new SettableClock();
    private TestDirectory directory;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private LdapRealm realm(String... more) {
        LdapRealm realm = new LdapRealm(clock, clock::nanoTime);
        realm.setProperty("connectionURL", directory.url());
        realm.setProperty("userBase", TestDirectory.PEOPLE);
        realm.setProperty("userSearch", "(uid={0})");
        realm.setProperty("roleBase", TestDirectory.GROUPS);
        realm.setProperty("roleName", "cn");
        realm.setProperty("roleSearch", "(member={0})");
        realm.setProperty("rolesRefreshInterval", "5m");
        for (int i = 0; i < more.length; i += 2) {
            realm.setProperty(more[i], more[i + 1]);
        }
        return realm;
    }

    private SessionTomcat tomcat(String... more) {
        return SessionTomcat.with(folder, realm(more));
    }

    private void passInterval() {
        clock.pass(Duration.ofMinutes(5));
    }

    private void promote() {
        directory.modify(
                "dn: cn=captains," + TestDirectory.GROUPS,
                "changetype: modify",
                "add: member",
                "member: " + TestDirectory.ALICE);
    }

    private void demote() {
        directory.modify(
                "dn: cn=staff," + TestDirectory.GROUPS,
                "changetype: modify",
                "delete: member",
                "member: " + TestDirectory.ALICE);
    }

    private void delete() {
        directory.modify("dn: " + TestDirectory.ALICE, "changetype: delete");
    }

    @Test
    @Proves("rolesRefreshInterval")
    void roles_are_read_again_when_the_interval_is_over_and_not_before() {
        try (SessionTomcat tomcat = tomcat()) {
            SessionTomcat.Browser alice = tomcat.browser();
            assertThat(alice.logIn("/one", "alice")).isEqualTo(STAFF);
            promote();
            directory.operations().forget();
            clock.pass(Duration.ofSeconds(299));
            assertThat(alice.get("/one/private")).isEqualTo(STAFF);
            assertThat(directory.operations().all()).isEmpty();
            clock.pass(Duration.ofSeconds(1));
            assertThat(alice.get("/one/private")).isEqualTo(CAPTAIN);
            demote();
            passInterval();
            assertThat(alice.get("/one/open")).isEqualTo("alice staff=false captains=true");
        }
    }

    @Test
    void without_the_key_nothing_is_put_into_a_pipeline_and_nobody_is_asked() {
        LdapRealm plain = realm();
        plain.setProperty("rolesRefreshInterval", null);
        try (SessionTomcat tomcat = SessionTomcat.with(folder, plain)) {
            assertThat(valves(tomcat.tomcat().getHost().getPipeline())).isZero();
            SessionTomcat.Browser alice = tomcat.browser();
            alice.logIn("/one", "alice");
            delete();
            directory.operations().forget();
            clock.pass(Duration.ofDays(1));
            assertThat(alice.get("/one/private")).isEqualTo(STAFF);
            assertThat(directory.operations().all()).isEmpty();
        }
    }

    @Test
    void looking_again_is_one_search_and_one_more_where_roles_are_in_groups() {
        try (SessionTomcat tomcat = tomcat()) {
            SessionTomcat.Browser alice = tomcat.browser();
            alice.logIn("/one", "alice");
            passInterval();
            directory.operations().forget();
            for (int request = 0; request < 10; request++) {
                alice.get("/one/private");
            }
            assertThat(directory.operations().all()).hasSize(2).noneMatch(op -> op.contains("c4nary"));
            assertThat(directory.operations().bases()).containsExactly(TestDirectory.PEOPLE, TestDirectory.GROUPS);
        }
        LdapRealm attributes = realm("userRoleName", "employeeType");
        attributes.setProperty("roleBase", null);
        attributes.setProperty("roleName", null);
        attributes.setProperty("roleSearch", null);
        try (SessionTomcat tomcat = SessionTomcat.with(folder, attributes)) {
            SessionTomcat.Browser alice = tomcat.browser();
            alice.logIn("/one", "alice");
            passInterval();
            directory.operations().forget();
            alice.get("/one/private");
            assertThat(directory.operations().all()).hasSize(1);
        }
    }

    @Test
    void whoever_is_deleted_disabled_locked_or_denied_is_out_and_may_look_at_open_pages() {
        List<Runnable> blows = List.of(
                this::delete,
                () -> directory.operations().showOperational("nsAccountLock", "true"),
                () -> directory.operations().showOperational("pwdAccountLockedTime", "20260301080000Z"),
                this::promote);
        for (Runnable blow : blows) {
            directory.close();
            directory = TestDirectory.start();
            try (SessionTomcat tomcat = tomcat("denyGroup", "cn=captains," + TestDirectory.GROUPS)) {
                SessionTomcat.Browser reader = tomcat.browser();
                SessionTomcat.Browser walker = tomcat.browser();
                assertThat(reader.logIn("/one", "alice")).isEqualTo(STAFF);
                assertThat(walker.logIn("/one", "alice")).isEqualTo(STAFF);
                assertThat(sessions(tomcat, "/one")).hasSize(2);
                blow.run();
                passInterval();
                assertThat(walker.get("/one/open")).isEqualTo("null staff=false captains=false without session");
                assertThat(sessions(tomcat, "/one")).hasSize(1);
                assertThat(reader.get("/one/private")).isEqualTo(ASKED);
                assertThat(reader.logIn("/one", "bob")).startsWith("bob");
            }
        }
    }

    @Test
    void another_entry_under_the_name_is_somebody_else() {
        try (SessionTomcat tomcat = tomcat("userSubtree", "true")) {
            SessionTomcat.Browser alice = tomcat.browser();
            alice.logIn("/one", "alice");
            delete();
            directory.add(
                    "dn: uid=alice,ou=abroad," + TestDirectory.PEOPLE,
                    "objectClass: inetOrgPerson",
                    "uid: alice",
                    "cn: Alice Other",
                    "sn: Other",
                    "userPassword: alice-c4nary");
            passInterval();
            assertThat(alice.get("/one/private")).isEqualTo(ASKED);
        }
    }

    @Test
    void with_a_stable_id_whoever_moves_stays() {
        try (SessionTomcat tomcat = tomcat("userSubtree", "true", "userIdAttribute", "employeeNumber")) {
            SessionTomcat.Browser alice = tomcat.browser();
            alice.logIn("/one", "alice");
            directory.modify(
                    "dn: " + TestDirectory.ALICE,
                    "changetype: moddn",
                    "newrdn: uid=alice",
                    "deleteoldrdn: 1",
                    "newsuperior: ou=abroad," + TestDirectory.PEOPLE);
            passInterval();
            assertThat(alice.get("/one/private")).startsWith("alice staff=false");
        }
    }

    @Test
    void whoever_logs_in_by_mail_is_found_again_by_name_and_only_where_a_login_would_find_them() {
        LdapRealm byMail = realm("userSearch", "(&(mail={0})(employeeType=cook))", "userNameAttribute", "uid");
        try (SessionTomcat tomcat = SessionTomcat.with(folder, byMail)) {
            SessionTomcat.Browser alice = tomcat.browser();
            assertThat(alice.logIn("/one", "alice@example.org")).isEqualTo(STAFF);
            promote();
            passInterval();
            assertThat(alice.get("/one/private")).isEqualTo(CAPTAIN);
            assertThat(principal(tomcat, "/one").getAttribute("ldap.username")).isEqualTo("alice@example.org");
            directory.modify(
                    "dn: " + TestDirectory.ALICE, "changetype: modify", "delete: employeeType", "employeeType: cook");
            passInterval();
            assertThat(alice.get("/one/private")).isEqualTo(ASKED);
        }
    }

    @Test
    void names_as_applications_see_them_lead_back_to_the_entry() {
        try (SessionTomcat tomcat = tomcat("principalNameFormat", "ldap_{0}", "usernameDomain", "corp.example")) {
            SessionTomcat.Browser alice = tomcat.browser();
            alice.get("/one/login?user=alice@corp.example&password=alice-c4nary");
            promote();
            passInterval();
            assertThat(alice.get("/one/private")).isEqualTo("ldap_alice staff=true captains=true");
        }
    }

    @Test
    void an_outage_ends_no_session_and_the_return_of_the_directory_is_noticed() {
        try (SessionTomcat tomcat = tomcat()) {
            SessionTomcat.Browser alice = tomcat.browser();
            alice.logIn("/one", "alice");
            directory.operations().onSearch(() -> {
                throw new LDAPException(ResultCode.BUSY);
            });
            passInterval();
            directory.operations().forget();
            for (int request = 0; request < 10; request++) {
                assertThat(alice.get("/one/private")).isEqualTo(STAFF);
            }
            int once = directory.operations().searches().size();
            assertThat(once).isBetween(1, 2);
            clock.pass(Duration.ofSeconds(10));
            alice.get("/one/private");
            assertThat(directory.operations().searches()).hasSize(2 * once);
            directory.goDown();
            clock.pass(Duration.ofSeconds(10));
            assertThat(alice.get("/one/private")).isEqualTo(STAFF);
            delete();
            directory.operations().onSearch(() -> {});
            directory.comeBack();
            clock.pass(Duration.ofSeconds(10));
            ((LdapRealm) tomcat.tomcat().getEngine().getRealm()).probe();
            assertThat(alice.get("/one/private")).isEqualTo(ASKED);
        }
    }

    @Test
    @Proves("rolesMaxAge")
    void in_an_outage_a_session_ends_whose_roles_are_too_old() {
        try (SessionTomcat tomcat = tomcat("rolesMaxAge", "30m")) {
            SessionTomcat.Browser alice = tomcat.browser();
            alice.logIn("/one", "alice");
            directory.goDown();
            clock.pass(Duration.ofSeconds(1799));
            assertThat(alice.get("/one/private")).isEqualTo(STAFF);
            clock.pass(Duration.ofSeconds(1));
            assertThat(alice.get("/one/private")).isEqualTo(ASKED);
        }
    }

    @Test
    void a_crowd_of_requests_of_one_session_asks_once() throws Exception {
        try (SessionTomcat tomcat = tomcat()) {
            SessionTomcat.Browser alice = tomcat.browser();
            alice.logIn("/one", "alice");
            promote();
            passInterval();
            directory.operations().forget();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<String>> requests = IntStream.range(0, 24)
                        .mapToObj(request -> threads.submit(() -> alice.get("/one/private")))
                        .toList();
                for (Future<String> request : requests) {
                    assertThat(request.get()).isEqualTo(CAPTAIN);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(directory.operations().all()).hasSize(2);
        }
    }

    @Test
    void basic_with_a_session_and_request_login_are_looked_at_too() {
        try (SessionTomcat tomcat = tomcat()) {
            SessionTomcat.Browser basic = tomcat.browser();
            assertThat(basic.getAs("alice", "/basic/private")).isEqualTo(STAFF);
            SessionTomcat.Browser called = tomcat.browser();
            assertThat(called.get("/one/login?user=alice&password=alice-c4nary"))
                    .isEqualTo(STAFF);
            promote();
            passInterval();
            assertThat(basic.get("/basic/private")).isEqualTo(CAPTAIN);
            assertThat(called.get("/one/private")).isEqualTo(CAPTAIN);
            delete();
            passInterval();
            assertThat(basic.getAs("alice", "/basic/private")).isEqualTo("401");
            assertThat(called.get("/one/private")).isEqualTo(ASKED);
        }
    }

    @ParameterizedTest
    @EnumSource(value = TestTomcat.Level.class, names = "CONTEXT", mode = EnumSource.Mode.EXCLUDE)
    void single_sign_on_hands_out_the_successor_and_ends_everywhere(TestTomcat.Level level) {
        try (SessionTomcat tomcat = new SessionTomcat(folder, configured -> {
            configured.getEngine().setRealm(realm());
            (level == TestTomcat.Level.HOST ? configured.getHost() : configured.getEngine())
                    .getPipeline()
                    .addValve(new SingleSignOn());
        })) {
            SessionTomcat.Browser alice = tomcat.browser();
            assertThat(alice.logIn("/one", "alice")).isEqualTo(STAFF);
            assertThat(alice.get("/two/private")).isEqualTo(STAFF);
            promote();
            passInterval();
            directory.operations().forget();
            assertThat(alice.get("/two/private")).isEqualTo(CAPTAIN);
            assertThat(alice.get("/one/private")).isEqualTo(CAPTAIN);
            assertThat(alice.get("/basic/private")).isEqualTo(CAPTAIN);
            assertThat(directory.operations().all()).as("one login, one look").hasSize(2);
            for (int turn = 0; turn < 3; turn++) {
                passInterval();
                assertThat(alice.get("/one/private")).isEqualTo(CAPTAIN);
                assertThat(alice.get("/two/private")).isEqualTo(CAPTAIN);
            }
            delete();
            passInterval();
            assertThat(alice.get("/two/open")).startsWith("null");
            assertThat(sessions(tomcat, "/one")).isEmpty();
            assertThat(alice.get("/one/private")).isEqualTo(ASKED);
            assertThat(alice.logIn("/two", "bob")).startsWith("bob");
            assertThat(alice.get("/one/private")).startsWith("bob");
        }
    }

    @ParameterizedTest
    @EnumSource
    void wherever_the_realm_stands(TestTomcat.Level level) {
        try (SessionTomcat tomcat = new SessionTomcat(folder, configured -> {
            switch (level) {
                case ENGINE -> configured.getEngine().setRealm(realm());
                case HOST -> configured.getHost().setRealm(realm());
                case CONTEXT -> configured.getHost().findChild("/one").setRealm(realm());
            }
        })) {
            SessionTomcat.Browser alice = tomcat.browser();
            assertThat(alice.logIn("/one", "alice")).isEqualTo(STAFF);
            promote();
            passInterval();
            assertThat(alice.get("/one/private")).isEqualTo(CAPTAIN);
            delete();
            passInterval();
            assertThat(alice.get("/one/private")).isEqualTo(ASKED);
        }
    }

    @Test
    void hosts_that_come_later_have_the_valve_and_lose_it_with_the_realm() throws Exception {
        try (SessionTomcat tomcat = tomcat()) {
            StandardHost later = new StandardHost();
            later.setName("later.example");
            tomcat.tomcat().getEngine().addChild(later);
            assertThat(valves(later.getPipeline())).isEqualTo(1);
            assertThat(valves(tomcat.tomcat().getHost().getPipeline())).isEqualTo(1);
            ((LdapRealm) tomcat.tomcat().getEngine().getRealm()).stop();
            assertThat(valves(later.getPipeline())).isZero();
            assertThat(valves(tomcat.tomcat().getHost().getPipeline())).isZero();
        }
    }

    @Test
    void users_of_other_realms_are_left_alone() {
        for (CombinedRealm outer : new CombinedRealm[] {new CombinedRealm(), new LockOutRealm()}) {
            outer.addRealm(realm());
            outer.addRealm(new Locals());
            try (SessionTomcat tomcat = SessionTomcat.with(folder, outer)) {
                SessionTomcat.Browser local = tomcat.browser();
                assertThat(local.logIn("/one", "local")).startsWith("local");
                SessionTomcat.Browser bob = tomcat.browser();
                assertThat(bob.logIn("/one", "bob")).startsWith("bob");
                directory.modify("dn: uid=bob," + TestDirectory.PEOPLE, "changetype: delete");
                passInterval();
                directory.operations().forget();
                assertThat(local.get("/one/private")).startsWith("local");
                assertThat(directory.operations().all()).isEmpty();
                assertThat(bob.get("/one/private")).isEqualTo(ASKED);
                directory.add(
                        "dn: uid=bob," + TestDirectory.PEOPLE,
                        "objectClass: inetOrgPerson",
                        "uid: bob",
                        "cn: Bob",
                        "sn: Bob",
                        "userPassword: bob-c4nary");
            }
        }
    }

    private static final class Locals extends RealmBase {
        @Override
        public Principal authenticate(String username, String password) {
            return username.equals("local") ? new GenericPrincipal("local", List.of("staff")) : null;
        }

        @Override
        protected String getPassword(String username) {
            return null;
        }

        @Override
        protected Principal getPrincipal(String username) {
            return null;
        }
    }

    @Test
    void a_delegated_credential_goes_on_with_the_successor() {
        GSSCredential ticket = lastingTicket();
        try (SessionTomcat tomcat = tomcat("useDelegatedCredential", "false")) {
            SessionTomcat.Browser alice = tomcat.browser();
            alice.logIn("/one", "alice");
            Session session = sessions(tomcat, "/one").get(0);
            GenericPrincipal known = (GenericPrincipal) session.getPrincipal();
            session.setPrincipal(RealmLogin.principal(
                    new DirectoryPrincipal(
                            "alice",
                            List.of("staff"),
                            Map.of("ldap.dn", TestDirectory.ALICE, "ldap.asOf", known.getAttribute("ldap.asOf"))),
                    ticket));
            promote();
            passInterval();
            alice.get("/one/open");
            assertThat(principal(tomcat, "/one").getRoles()).contains("captains");
            assertThat(principal(tomcat, "/one").getGssCredential()).isSameAs(ticket);
        }
    }

    private static GSSCredential lastingTicket() {
        return (GSSCredential) Proxy.newProxyInstance(
                LiveSessionsTest.class.getClassLoader(),
                new Class<?>[] {GSSCredential.class},
                (self, method, arguments) -> method.getName().equals("getRemainingLifetime") ? 3600 : null);
    }

    @Test
    void a_session_that_ends_is_told_to_the_administrator_and_a_look_is_no_login() {
        try (CapturedLog log = CapturedLog.ofLatchkey();
                SessionTomcat tomcat = tomcat()) {
            SessionTomcat.Browser alice = tomcat.browser();
            alice.logIn("/one", "alice");
            passInterval();
            alice.get("/one/private");
            assertThat(log.at(Level.INFO))
                    .filteredOn(line -> line.contains("user="))
                    .hasSize(1);
            delete();
            passInterval();
            alice.get("/one/private");
            assertThat(log.at(Level.INFO))
                    .anyMatch(line -> line.startsWith("REJECTED reason=UNKNOWN_USER user=\"alice\" peer=127.0.0.1")
                            && line.contains("plan=session"))
                    .contains("The session of \"alice\" ends: UNKNOWN_USER");
        }
    }

    private static List<Session> sessions(SessionTomcat tomcat, String application) {
        Manager manager = tomcat.application(application).getManager();
        return List.of(manager.findSessions());
    }

    private static GenericPrincipal principal(SessionTomcat tomcat, String application) {
        return (GenericPrincipal) sessions(tomcat, application).get(0).getPrincipal();
    }

    private static long valves(Pipeline pipeline) {
        return Arrays.stream(pipeline.getValves())
                .filter(valve -> valve instanceof SessionValve)
                .count();
    }
}
