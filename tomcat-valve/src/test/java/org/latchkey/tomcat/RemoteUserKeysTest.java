package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.latchkey.tomcat.ProxiedTomcat.SECRET;
import static org.latchkey.tomcat.ProxiedTomcat.SHOWN;
import static org.latchkey.tomcat.ProxiedTomcat.valve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.logging.Level;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.realm.NullRealm;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.tomcat.ProxiedTomcat.Login;
import org.latchkey.tomcat.RawHttp.Answer;

/** What each key of the valve does, and what is an error. */
class RemoteUserKeysTest {

    private static final String ALICE = "X-Forwarded-User: alice";

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

    private ProxiedTomcat tomcat(TestValve valve) {
        return new ProxiedTomcat(folder, TestRealm.searching(directory).xml(), Login.BASIC, valve).start();
    }

    private String refusal(TestValve line) {
        StandardHost host = new StandardHost();
        line.readInto(host);
        RemoteUserValve valve = (RemoteUserValve) host.getPipeline().getFirst();
        try {
            valve.start();
        } catch (LifecycleException e) {
            return e.getMessage();
        }
        throw new AssertionError("the valve started");
    }

    @Test
    @Proves("trustedProxies")
    void only_the_addresses_listed_are_proxies() {
        try (ProxiedTomcat tomcat = tomcat(valve(folder).with("trustedProxies", "10.0.0.0/8, 127.0.0.2"))) {
            assertThat(tomcat.fromOutside("/private", ALICE, SHOWN).said("user"))
                    .isEqualTo("alice");
            assertThat(tomcat.asProxy("/private", ALICE).status()).isEqualTo(401);
        }
        assertThat(refusal(valve(folder).without("trustedProxies"))).contains("trustedProxies is not set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|trustedProxies",
                "0.0.0.0/0|every address there is",
                "proxy.example|names are not looked up",
            })
    void a_list_that_trusts_everybody_or_asks_dns_does_not_start(String list, String reason) {
        assertThat(refusal(valve(folder).with("trustedProxies", list))).contains("trustedProxies", reason);
    }

    @Test
    @Proves({"proxySecretHeader", "proxySecretFile"})
    void the_secret_is_read_from_a_file_that_may_change_and_looked_for_in_the_header() throws IOException {
        Path file = Files.writeString(folder.resolve("own-secret"), "first-c4nary-secret\n");
        TestValve valve = valve(folder).with("proxySecretHeader", "X-Token").with("proxySecretFile", file.toString());
        try (ProxiedTomcat tomcat = tomcat(valve)) {
            assertThat(tomcat.fromProxy("/private", ALICE, "X-Token: first-c4nary-secret")
                            .said("user"))
                    .isEqualTo("alice");
            assertThat(tomcat.fromProxy("/private", ALICE, SHOWN).status()).isEqualTo(401);
            Files.writeString(file, "second-c4nary-secret\nthird-c4nary-secret\n");
            for (String secret : new String[] {"second", "third"}) {
                assertThat(tomcat.fromProxy("/private", ALICE, "X-Token: " + secret + "-c4nary-secret")
                                .said("user"))
                        .isEqualTo("alice");
            }
            assertThat(tomcat.fromProxy("/private", ALICE, "X-Token: first-c4nary-secret")
                            .status())
                    .isEqualTo(401);
        }
        Files.writeString(file, "\n");
        assertThat(refusal(valve)).contains("proxySecretFile", "it holds none");
    }

    @Test
    @Proves("allowLoopbackWithoutSecret")
    void a_proxy_on_this_machine_may_go_without_and_that_is_warned_of() {
        TestValve waived = TestValve.of(RemoteUserValve.class)
                .with("trustedProxies", "127.0.0.1")
                .with("allowLoopbackWithoutSecret", "true");
        try (CapturedLog log = CapturedLog.ofLatchkey();
                ProxiedTomcat tomcat = tomcat(waived)) {
            assertThat(log.at(Level.WARNING)).anyMatch(line -> line.contains("can be anybody"));
            assertThat(tomcat.fromProxy("/private", ALICE).said("user")).isEqualTo("alice");
            assertThat(tomcat.fromOutside("/private", ALICE).status()).isEqualTo(401);
        }
        assertThat(refusal(waived.with("trustedProxies", "127.0.0.1, 10.0.0.1")))
                .contains("10.0.0.1");
        assertThat(refusal(waived.without("allowLoopbackWithoutSecret"))).contains("must be set");
    }

    @Test
    @Proves("userHeader")
    void each_of_several_headers_may_hold_the_name_and_one_of_them_only() {
        try (ProxiedTomcat tomcat = tomcat(valve(folder).with("userHeader", "X-Remote-User, Remote_User"))) {
            assertThat(tomcat.asProxy("/private", "X-Remote-User: alice").said("user"))
                    .isEqualTo("alice");
            assertThat(tomcat.asProxy("/private", "remote_user: alice").said("user"))
                    .isEqualTo("alice");
            assertThat(tomcat.asProxy("/private", ALICE).status()).isEqualTo(401);
            assertThat(tomcat.asProxy("/open", "X-Remote-User: alice", "Remote_User: bob")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    @Proves("attributeHeaders")
    void headers_of_the_proxy_become_attributes_and_replace_none_of_the_directory_s() {
        TestValve attributes = valve(folder).with("attributeHeaders", "X_REMOTE_EMAIL=mail, X-Remote-Nick=nick");
        TestValve shown = TestValve.of(UserAttributesValve.class).with("requestAttributes", "mail, nick");
        String realm =
                TestRealm.searching(directory).with("userAttributes", "mail").xml();
        try (ProxiedTomcat tomcat = new ProxiedTomcat(folder, realm, Login.BASIC, attributes, shown).start()) {
            Answer bob = tomcat.asProxy(
                    "/private", "X-Forwarded-User: bob", "X_REMOTE_EMAIL: made@up", "X-Remote-Nick: bobby");
            assertThat(bob.said("attribute.mail")).isEqualTo("bob@example.org");
            assertThat(bob.said("attribute.nick")).isEqualTo("bobby");
            assertThat(bob.headersSeen()).containsExactlyInAnyOrder("host", "connection");
            Answer dave = tomcat.asProxy("/open", "X-Forwarded-User: dave", "X_REMOTE_EMAIL: dave@up");
            assertThat(dave.said("attribute.mail")).isEqualTo("dave@up");
        }
    }

    @Test
    @Proves({"groupsHeader", "groupsHeaderAllow"})
    void groups_of_the_proxy_become_roles_where_both_keys_say_so() {
        String[] lines = {"X-Forwarded-User: dave", "X-Forwarded-Groups: other, staff, *"};
        try (ProxiedTomcat tomcat = tomcat(valve(folder))) {
            assertThat(tomcat.asProxy("/private", lines).status()).isEqualTo(403);
        }
        TestValve groups = valve(folder).with("groupsHeader", "X-Forwarded-Groups");
        assertThat(refusal(groups)).contains("groupsHeaderAllow is not set");
        try (ProxiedTomcat tomcat = tomcat(groups.with("groupsHeaderAllow", "st*"))) {
            assertThat(tomcat.asProxy("/private", lines).said("staff")).isEqualTo("true");
            assertThat(tomcat.fromOutside("/private", lines).status()).isEqualTo(401);
        }
    }

    @Test
    @Proves("headerCharset")
    void the_bytes_of_a_name_are_read_in_the_charset() {
        directory.add(
                "dn: uid=dreßler,ou=people,dc=example,dc=org",
                "objectClass: inetOrgPerson",
                "uid: dreßler",
                "cn: Dreßler",
                "sn: Dreßler");
        try (ProxiedTomcat tomcat = tomcat(valve(folder).with("headerCharset", "ISO-8859-1"))) {
            assertThat(tomcat.asProxy("/open", "X-Forwarded-User: dreßler").said("user"))
                    .isEqualTo("dreßler");
        }
        try (ProxiedTomcat tomcat = tomcat(valve(folder))) {
            assertThat(tomcat.asProxy("/open", "X-Forwarded-User: dreßler").status())
                    .isEqualTo(401);
        }
    }

    @Test
    @Proves("headerOptional")
    void where_nobody_is_named_the_application_s_own_login_may_be_asked() {
        String basic = "Authorization: Basic "
                + Base64.getEncoder().encodeToString("bob:bob-c4nary".getBytes(StandardCharsets.UTF_8));
        try (ProxiedTomcat tomcat = tomcat(valve(folder).with("headerOptional", "true"))) {
            assertThat(tomcat.fromOutside("/private").headers().get("www-authenticate"))
                    .startsWith("Basic");
            Answer answer = tomcat.fromOutside("/private", basic, ALICE, SHOWN);
            assertThat(answer.said("user")).isEqualTo("bob");
            assertThat(answer.headersSeen()).noneMatch(name -> name.startsWith("x-"));
            assertThat(tomcat.asProxy("/private", ALICE).said("user")).isEqualTo("alice");
            assertThat(tomcat.asProxy("/private", "X-Forwarded-User: mallory").headers())
                    .containsEntry("www-authenticate", "Proxied");
            assertThat(tomcat.asProxy("/private", ALICE, basic).status()).isEqualTo(401);
        }
        try (ProxiedTomcat tomcat = tomcat(valve(folder))) {
            assertThat(tomcat.fromOutside("/private", basic).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trustedProxy|10.0.0.1|trustedProxies",
                "asyncSupported|false|asyncSupported",
                "next|x|next",
                "container|x|container",
                "throwOnFailure|false|throwOnFailure",
                "userBase|ou=people|is a key of other doors",
                "requestHeaders|X-A=mail|requestHeaders",
                "headerOptional|yes|must be true or false",
            })
    void what_the_valve_does_not_read_is_an_error(String key, String value, String reason) {
        assertThat(refusal(valve(folder).with(key, value))).contains(reason);
    }

    @Test
    void every_problem_is_told_at_once_and_no_secret_is() throws IOException {
        Path file = Files.writeString(folder.resolve("three"), "a-c4nary\nb-c4nary\nc-c4nary");
        try (CapturedLog log = CapturedLog.ofLatchkey()) {
            String refusal = refusal(valve(folder).without("trustedProxies").with("proxySecretFile", file.toString()));
            assertThat(refusal).contains("trustedProxies", "proxySecretFile", "more than two");
            assertThat(log.at(Level.SEVERE)).singleElement().isEqualTo(refusal);
            assertThat(refusal).doesNotContain("c4nary");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NullRealm", "Combined"})
    void an_application_without_exactly_one_of_our_realms_does_not_start(String kind) {
        String ours = TestRealm.searching(directory).xml();
        String xml = kind.equals("NullRealm")
                ? "<Realm className=\"" + NullRealm.class.getName() + "\"/>"
                : "<Realm className=\"org.apache.catalina.realm.CombinedRealm\">" + ours + ours + "</Realm>";
        try (ProxiedTomcat tomcat = new ProxiedTomcat(folder, xml, Login.BASIC, valve(folder))) {
            assertThatThrownBy(tomcat::start).hasStackTraceContaining("must be one " + LdapRealm.class.getName());
        }
    }

    @Test
    void a_realm_inside_a_lock_out_realm_is_found() {
        String xml = "<Realm className=\"org.apache.catalina.realm.LockOutRealm\">"
                + TestRealm.searching(directory).xml() + "</Realm>";
        try (ProxiedTomcat tomcat = new ProxiedTomcat(folder, xml, Login.BASIC, valve(folder)).start()) {
            assertThat(tomcat.asProxy("/private", ALICE).said("user")).isEqualTo("alice");
        }
    }

    @Test
    void in_a_host_it_logs_in_for_every_application_and_for_none_whose_realm_is_another() {
        String xml = TestRealm.searching(directory).xml();
        try (CapturedLog log = CapturedLog.ofLatchkey();
                ProxiedTomcat tomcat = new ProxiedTomcat(folder, xml, Login.BASIC)
                        .with(made -> valve(folder).readInto(made.getHost()))
                        .with(RemoteUserKeysTest::addStranger)
                        .start()) {
            assertThat(tomcat.asProxy("/private", ALICE).said("user")).isEqualTo("alice");
            assertThat(tomcat.fromOutside("/private", ALICE, SHOWN).status()).isEqualTo(401);
            for (int i = 0; i < 2; i++) {
                assertThat(RawHttp.ask("127.0.0.1", tomcat.port(), "/stranger/", ALICE, SHOWN)
                                .status())
                        .isEqualTo(503);
            }
            assertThat(RawHttp.ask("127.0.0.1", tomcat.port(), "/stranger/", SHOWN)
                            .status())
                    .isEqualTo(200);
            assertThat(log.at(Level.SEVERE))
                    .singleElement()
                    .asString()
                    .contains("/stranger", "nobody whom a proxy names is let in there");
            assertThat(RawHttp.ask("127.0.0.1", tomcat.port(), "/none", ALICE, SHOWN)
                            .status())
                    .isEqualTo(404);
        }
    }

    private static void addStranger(Tomcat tomcat) {
        var context = tomcat.addContext("/stranger", null);
        context.setRealm(new NullRealm());
        Tomcat.addServlet(context, "mirror", new Mirror());
        context.addServletMappingDecoded("/", "mirror");
    }

    @Test
    void a_host_whose_valve_cannot_start_serves_nothing() {
        Tomcat[] made = new Tomcat[1];
        try (ProxiedTomcat tomcat =
                new ProxiedTomcat(folder, TestRealm.searching(directory).xml(), Login.BASIC)) {
            tomcat.with(inner -> {
                made[0] = inner;
                valve(folder).without("trustedProxies").readInto(inner.getHost());
            });
            assertThatThrownBy(tomcat::start).hasStackTraceContaining("trustedProxies is not set");
            assertThat(made[0].getConnector().getState().isAvailable()).isFalse();
            assertThat(made[0].getServer().getState().isAvailable()).isFalse();
        }
    }

    @Test
    void keys_may_come_from_the_file_that_the_realm_reads_too() throws IOException {
        Path secret = Files.writeString(folder.resolve("s"), SECRET);
        Path file = Files.writeString(
                folder.resolve("latchkey.properties"),
                "connectionURL = ldap://ignored:1\ntrustedProxies = 127.0.0.1\nproxySecretHeader = X-Proxy-Secret\n"
                        + "proxySecretFile = " + secret + "\nmechanism = BASIC\n");
        TestValve valve = TestValve.of(RemoteUserValve.class).with("configFile", file.toString());
        try (ProxiedTomcat tomcat = tomcat(valve)) {
            assertThat(tomcat.asProxy("/private", ALICE).said("user")).isEqualTo("alice");
        }
    }

    @Test
    void a_valve_that_is_stopped_lets_nothing_pass() throws Exception {
        try (ProxiedTomcat tomcat = tomcat(valve(folder))) {
            RemoteUserValve valve =
                    (RemoteUserValve) tomcat.application().getPipeline().getFirst();
            valve.stop();
            assertThat(tomcat.asProxy("/open", ALICE).status()).isEqualTo(503);
            valve.start();
            assertThat(tomcat.asProxy("/open", ALICE).said("user")).isEqualTo("alice");
        }
    }
}
