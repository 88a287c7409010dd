package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the keys do that say where the directory is, who searches it and how long anything may take. */
class DirectoryKeysTest {

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    @Test
    @Proves("configFile")
    void keys_of_a_file_count_and_attributes_win_over_them(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("latchkey.properties");
        Files.writeString(
                file,
                "connectionURL=" + directory.url()
                        + "\nuserBase=ou=nowhere\nuserSearch=(uid={0})\ncommonRole=fromFile\n",
                StandardCharsets.UTF_8);
        TestRealm.Line line =
                new TestRealm.Line().with("configFile", file.toString()).with("userBase", TestDirectory.PEOPLE);
        try (TestRealm realm = line.start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("fromFile");
        }
    }

    @Test
    @Proves("connectionURL")
    void the_dn_of_the_url_is_the_root_of_every_base() {
        TestRealm.Line line = TestRealm.searching(directory)
                .with("connectionURL", directory.url() + "/" + TestDirectory.ROOT)
                .with("userBase", "ou=people")
                .with("roleBase", "ou=groups");
        try (TestRealm realm = line.start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("staff");
        }
        try (TestRealm realm =
                line.with("connectionURL", directory.url() + "/dc=elsewhere").start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
        }
    }

    @Test
    @Proves("site")
    void dns_is_asked_for_the_servers_of_the_site() {
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestRealm realm = TestRealm.searching(directory)
                        .with("connectionURL", "ldap:///dc=latchkey,dc=invalid")
                        .with("connectionTimeout", "300")
                        .with("site", "berlin")
                        .start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(log.lines())
                    .anyMatch(line ->
                            line.contains("DNS has no usable SRV record _ldap._tcp.berlin._sites.latchkey.invalid"));
        }
    }

    @Test
    @Proves("alternateURL")
    void the_alternate_server_serves_when_the_first_is_down() {
        TestRealm.Line line =
                TestRealm.searching(directory).with("connectionURL", "ldap://localhost:" + TestDirectory.freePort());
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
        }
        try (TestRealm realm = line.with("alternateURL", directory.url()).start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
        }
    }

    @Test
    @Proves({"connectionName", "connectionPassword"})
    void searches_are_bound_by_the_service_account_and_users_are_not() {
        try (TestDirectory closed = TestDirectory.setup().noAnonymousSearches().start()) {
            TestRealm.Line line = TestRealm.searching(closed)
                    .with("connectionName", TestDirectory.SERVICE)
                    .with("connectionPassword", TestDirectory.SERVICE_PASSWORD);
            try (TestRealm realm = line.start()) {
                assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("staff");
                assertThat(closed.operations().searches())
                        .isNotEmpty()
                        .allSatisfy(search -> assertThat(search.boundAs()).isEqualTo(TestDirectory.SERVICE));
            }
            try (TestRealm realm =
                    line.with("connectionPassword", "wrong-c4nary").start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNull();
                assertThat(realm.ldap().isAvailable())
                        .as("a refused service account is no wrong password")
                        .isFalse();
            }
            try (TestRealm realm =
                    line.without("connectionName", "connectionPassword").start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNull();
            }
        }
    }

    @Test
    @Proves("connectionPassword")
    void the_service_password_may_be_in_a_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("service.secret");
        Files.writeString(file, TestDirectory.SERVICE_PASSWORD + "\n", StandardCharsets.UTF_8);
        TestRealm.Line line = TestRealm.searching(directory)
                .with("connectionName", TestDirectory.SERVICE)
                .with("connectionPassword", "${file:" + file + "}");
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(directory.operations().binds()).contains(TestDirectory.SERVICE);
        }
    }

    @Test
    @Proves("connectionName")
    void a_service_name_with_a_place_binds_searches_as_the_user() {
        try (TestDirectory closed = TestDirectory.setup().noAnonymousSearches().start();
                TestRealm realm = TestRealm.searching(closed)
                        .with("connectionName", "uid={0}," + TestDirectory.PEOPLE)
                        .start()) {
            closed.operations().forget();
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("staff");
            assertThat(closed.operations().searches())
                    .isNotEmpty()
                    .allSatisfy(search -> assertThat(search.boundAs()).isEqualTo(TestDirectory.ALICE));
            assertThat(realm.login("alice", "bob-c4nary")).isNull();
        }
    }

    @Test
    @Proves("authentication")
    void the_service_account_binds_by_the_mechanism_named() {
        TestRealm.Line line = TestRealm.searching(directory)
                .with("connectionName", "dn:" + TestDirectory.SERVICE)
                .with("connectionPassword", TestDirectory.SERVICE_PASSWORD)
                .with("authentication", "PLAIN");
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(directory.operations().binds()).contains("SASL PLAIN", TestDirectory.ALICE);
        }
        directory.operations().forget();
        line.without("connectionName", "connectionPassword").with("authentication", "none");
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(directory.operations().binds())
                    .as("searches are anonymous")
                    .containsOnly(TestDirectory.ALICE);
        }
    }

    @Test
    @Proves("connectionTimeout")
    void a_server_that_accepts_and_says_nothing_is_given_up_after_the_connection_timeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            TestRealm.Line line = TestRealm.searching(directory)
                    .with("connectionURL", "ldap://localhost:" + silent.getLocalPort())
                    .with("connectionName", TestDirectory.SERVICE)
                    .with("connectionPassword", TestDirectory.SERVICE_PASSWORD)
                    .with("connectionTimeout", "300")
                    .with("readTimeout", "60000")
                    .with("loginTimeout", "60s");
            try (TestRealm realm = line.start()) {
                assertThat(timeOf(() ->
                                assertThat(realm.login("alice", "alice-c4nary")).isNull()))
                        .isLessThan(Duration.ofSeconds(20));
                assertThat(realm.ldap().isAvailable()).isFalse();
            }
        }
    }

    @Test
    @Proves("readTimeout")
    void a_search_without_an_answer_is_given_up_after_the_read_timeout() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        TestRealm.Line line =
                TestRealm.searching(directory).with("readTimeout", "300").with("loginTimeout", "60s");
        try (TestRealm realm = line.start()) {
            directory.operations().onSearch(() -> await(over));
            assertThat(timeOf(() ->
                            assertThat(realm.login("alice", "alice-c4nary")).isNull()))
                    .isLessThan(Duration.ofSeconds(20));
            assertThat(realm.ldap().isAvailable()).isFalse();
        } finally {
            over.countDown();
        }
    }

    @Test
    @Proves("loginTimeout")
    void a_login_sends_nothing_more_once_its_time_is_over() {
        TestRealm.Line line = TestRealm.searching(directory);
        for (String timeout : List.of("30s", "100ms")) {
            try (TestRealm realm = line.with("loginTimeout", timeout).start()) {
                directory.operations().forget();
                directory.operations().onSearch(() -> await(new CountDownLatch(1), 300));
                boolean longEnough = timeout.equals("30s");
                assertThat(realm.login("alice", "alice-c4nary") != null).isEqualTo(longEnough);
                assertThat(realm.ldap().isAvailable()).isEqualTo(longEnough);
                assertThat(directory.operations().binds().isEmpty()).isNotEqualTo(longEnough);
            }
        }
    }

    @Test
    @Proves("loginTimeout")
    void a_login_whose_search_hangs_has_its_answer_by_the_login_timeout() {
        CountDownLatch over = new CountDownLatch(1);
        TestRealm.Line line = TestRealm.searching(directory)
                .with("readTimeout", "60000")
                .with("connectionTimeout", "60000")
                .with("loginTimeout", "500ms");
        try (TestRealm realm = line.start()) {
            directory.operations().onSearch(() -> await(over));
            assertThat(timeOf(() ->
                            assertThat(realm.login("alice", "alice-c4nary")).isNull()))
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(realm.ldap().isAvailable()).isFalse();
        } finally {
            over.countDown();
        }
    }

    @Test
    @Proves("connectionPoolSize")
    void no_more_searches_run_at_once_than_the_pool_holds() throws Exception {
        assertThat(mostAtOnce(TestRealm.searching(directory).with("connectionPoolSize", "2")))
                .isEqualTo(2);
    }

    @Test
    @Proves({"maxConnections", "maxBindConnections"})
    void as_many_logins_are_in_the_directory_as_there_are_connections_of_either_kind() throws Exception {
        TestRealm.Line line = TestRealm.searching(directory);
        assertThat(mostAtOnce(line.with("maxConnections", "3").with("maxBindConnections", "9")))
                .isEqualTo(3);
        assertThat(mostAtOnce(line.with("maxConnections", "9").with("maxBindConnections", "2")))
                .isEqualTo(2);
    }

    /** How many searches are at the server at once while twelve people log in; who finds no place is told so. */
    private int mostAtOnce(TestRealm.Line line) throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (TestRealm realm = line.with("loginTimeout", "60s").start()) {
            directory.operations().onSearch(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                await(new CountDownLatch(1), 100);
                now.decrementAndGet();
            });
            ExecutorService people = Executors.newFixedThreadPool(12);
            try {
                List<Future<Principal>> logins = java.util.stream.IntStream.range(0, 12)
                        .mapToObj(i -> people.submit(() -> realm.login("alice", "alice-c4nary")))
                        .toList();
                for (Future<Principal> login : logins) {
                    login.get(60, TimeUnit.SECONDS);
                }
            } finally {
                people.shutdownNow();
                directory.operations().onSearch(() -> {});
            }
            return most.get();
        }
    }

    @Test
    @Proves("serverOrder")
    void servers_are_taken_in_the_order_that_is_wanted() {
        try (TestDirectory other = TestDirectory.start()) {
            TestRealm.Line line =
                    TestRealm.searching(directory).with("connectionURL", directory.url() + " " + other.url());
            try (TestRealm realm = line.start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
                assertThat(other.operations().all()).isEmpty();
            }
            try (TestRealm realm = line.with("serverOrder", "roundRobin").start()) {
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
                assertThat(other.operations().all()).as("one connection of two").isNotEmpty();
            }
        }
    }

    @Test
    @Proves("serverRetryInterval")
    void a_server_that_failed_is_left_alone_for_the_interval_and_then_used_again() {
        try (TestDirectory second = TestDirectory.start()) {
            directory.goDown();
            TestRealm.Line line =
                    TestRealm.searching(directory).with("connectionURL", directory.url() + " " + second.url());
            try (TestRealm slow = line.with("serverRetryInterval", "1h").start();
                    TestRealm quick = line.with("serverRetryInterval", "1s").start()) {
                assertThat(slow.login("alice", "alice-c4nary")).isNotNull();
                assertThat(quick.login("alice", "alice-c4nary")).isNotNull();
                directory.comeBack();
                Awaitility.await()
                        .untilAsserted(() ->
                                assertThat(quick.ldap().getServerHealth()[0]).contains(directory.url() + " UP"));
                directory.operations().forget();
                assertThat(slow.login("alice", "alice-c4nary")).isNotNull();
                assertThat(directory.operations().all()).isEmpty();
                assertThat(slow.ldap().getServerHealth()[0]).contains(directory.url() + " OUT (UNREACHABLE)");
                assertThat(quick.login("alice", "alice-c4nary")).isNotNull();
                assertThat(quick.login("alice", "alice-c4nary")).isNotNull();
                assertThat(directory.operations().all()).as("back at the first").isNotEmpty();
            }
        }
    }

    @Test
    @Proves("contextFactory")
    void only_the_jdk_s_own_provider_is_taken() {
        TestRealm.Line line = TestRealm.searching(directory);
        try (TestRealm realm =
                line.with("contextFactory", "com.sun.jndi.ldap.LdapCtxFactory").start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
        }
        assertThat(line.with("contextFactory", "org.example.OtherFactory").refusal())
                .contains("contextFactory", "org.example.OtherFactory", "com.sun.jndi.ldap.LdapCtxFactory");
    }

    @Test
    @Proves({"referrals", "adCompat"})
    void a_continuation_makes_a_role_search_incomplete_unless_it_is_called_harmless() {
        directory.add(
                "dn: cn=elsewhere," + TestDirectory.GROUPS,
                "objectClass: referral",
                "objectClass: extensibleObject",
                "cn: elsewhere",
                "ref: ldap://localhost:" + directory.port() + "/cn=elsewhere," + TestDirectory.PEOPLE);
        TestRealm.Line line = TestRealm.searching(directory);
        for (String referrals : List.of("ignore", "throw", "follow")) {
            try (TestRealm realm =
                    line.with("referrals", referrals).with("adCompat", "false").start()) {
                assertThat(realm.login("alice", "alice-c4nary")).as(referrals).isNull();
                assertThat(realm.ldap().isAvailable()).as(referrals).isFalse();
            }
        }
        try (TestRealm realm = line.with("adCompat", "true").start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).containsExactly("staff");
        }
    }

    @Test
    @Proves("referrals")
    void following_referrals_is_accepted_with_a_warning_and_not_done() {
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestDirectory other = TestDirectory.start()) {
            directory.add(
                    "dn: uid=zoe," + TestDirectory.PEOPLE,
                    "objectClass: referral",
                    "objectClass: extensibleObject",
                    "uid: zoe",
                    "ref: " + other.url() + "/" + TestDirectory.ALICE);
            try (TestRealm realm =
                    TestRealm.searching(directory).with("referrals", "follow").start()) {
                assertThat(log.at(Level.WARNING))
                        .anySatisfy(line -> assertThat(line).contains("referrals", "follow"));
                assertThat(realm.login("zoe", "alice-c4nary")).isNull();
                assertThat(other.operations().all()).isEmpty();
            }
        }
    }

    @Test
    @Proves("derefAliases")
    void the_server_is_told_when_to_follow_aliases() {
        assertThat(policyFor("always")).isEqualTo(DereferencePolicy.ALWAYS);
        assertThat(policyFor("never")).isEqualTo(DereferencePolicy.NEVER);
        assertThat(policyFor("finding")).isEqualTo(DereferencePolicy.FINDING);
        assertThat(policyFor("searching")).isEqualTo(DereferencePolicy.SEARCHING);
    }

    private DereferencePolicy policyFor(String derefAliases) {
        directory.operations().forget();
        try (TestRealm realm = TestRealm.searching(directory)
                .with("derefAliases", derefAliases)
                .start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            List<DereferencePolicy> policies = directory.operations().searches().stream()
                    .map(search -> search.request().getDereferencePolicy())
                    .distinct()
                    .toList();
            assertThat(policies).hasSize(1);
            return policies.get(0);
        }
    }

    @Test
    @Proves("environment.*")
    void other_jndi_properties_reach_the_provider() {
        TestRealm.Line line = TestRealm.searching(directory)
                .with("userSearch", "(uid={0})")
                .with("userAttributes", "title")
                .with("environment.java.naming.ldap.attributes.binary", "title");
        try (TestRealm realm = line.start()) {
            assertThat(attribute(realm.login("alice", "alice-c4nary"), "title"))
                    .as("the provider was told that titles are bytes")
                    .isNotInstanceOf(String.class);
        }
        assertThat(line.with("environment.com.sun.jndi.ldap.connect.pool", "true")
                        .refusal())
                .contains("environment.com.sun.jndi.ldap.connect.pool");
    }

    private static Object attribute(Principal principal, String name) {
        return ((org.apache.catalina.TomcatPrincipal) principal).getAttribute(name);
    }

    @Test
    @Proves("useContextClassLoader")
    void logins_work_under_any_context_class_loader_whatever_the_old_switch_says() throws IOException {
        for (String value : List.of("true", "false")) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            try (URLClassLoader foreign = new URLClassLoader(new URL[0], null);
                    TestRealm realm = TestRealm.searching(directory)
                            .with("useContextClassLoader", value)
                            .start()) {
                thread.setContextClassLoader(foreign);
                assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
                assertThat(thread.getContextClassLoader()).isSameAs(foreign);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    @Test
    @Proves("debug")
    void the_old_debug_attribute_warns_and_changes_nothing() {
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestRealm realm =
                        TestRealm.searching(directory).with("debug", "99").start()) {
            assertThat(log.at(Level.WARNING))
                    .anySatisfy(line -> assertThat(line).contains("debug"));
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
        }
    }

    private static Duration timeOf(Runnable task) {
        long from = System.nanoTime();
        task.run();
        return Duration.ofNanos(System.nanoTime() - from);
    }

    static void await(CountDownLatch latch) throws LDAPException {
        await(latch, 30_000);
    }

    /** Holds an operation up until the latch opens, or for so long. */
    static void await(CountDownLatch latch, long milliseconds) throws LDAPException {
        try {
            if (latch.await(milliseconds, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Proves("preset")
    void two_keys_are_a_working_realm_and_the_log_says_what_the_preset_stands_for() {
        TestRealm.Line line = new TestRealm.Line()
                .with("preset", "openldap")
                .with("connectionURL", directory.url() + "/" + TestDirectory.ROOT);
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestRealm realm = line.start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).contains("staff");
            assertThat(realm.login("alice", "wrong-c4nary")).isNull();
            assertThat(log.at(Level.INFO))
                    .anyMatch(text ->
                            text.contains("Not given and taken from preset or groupType: userLoginAttribute=uid"));
        }
    }
}
