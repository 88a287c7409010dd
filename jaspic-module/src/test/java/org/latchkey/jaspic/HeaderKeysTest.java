package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.latchkey.jaspic.ProxiedTomcat.SHOWN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.config.ConfigException;
import org.latchkey.jaspic.RawHttp.Answer;

/** What each key of a proxy's does in the module, and which mistakes in them let nobody in. */
class HeaderKeysTest {

    private static final String ALICE = "X-Forwarded-User: alice";

    private static TestDirectory directory;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        directory = new TestDirectory();
    }

    @AfterAll
    static void stop() {
        directory.close();
    }

    private ProxiedTomcat tomcat(String... more) {
        return new ProxiedTomcat(folder, directory, more).start();
    }

    private String refusal(String... more) {
        Map<String, String> keys = ProxiedTomcat.keys(folder, directory, more);
        try {
            OpenDoor.of(keys).close();
        } catch (ConfigException e) {
            return e.getMessage();
        }
        throw new AssertionError("it opens");
    }

    @Test
    @Proves("trustedProxies")
    void only_the_addresses_listed_are_proxies() {
        try (ProxiedTomcat tomcat = tomcat("trustedProxies", "10.0.0.0/8, 127.0.0.2")) {
            assertThat(tomcat.fromOutside("/private", ALICE, SHOWN).said("user"))
                    .isEqualTo("alice");
            assertThat(tomcat.asProxy("/private", ALICE).status()).isEqualTo(401);
        }
        assertThat(refusal("trustedProxies", "")).contains("trustedProxies is not set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trustedProxies|0.0.0.0/0|every address there is",
                "trustedProxies|proxy.example|names are not looked up",
                "headerOptional|true|headerOptional is a key of other doors",
                "ajpRemoteUser|true|ajpRemoteUser is a key of other doors",
                "loginPage|/login.html|loginPage is '/login.html', but must be left out while mechanism is 'HEADER'",
                "realmName|Staff|realmName is 'Staff', but must be left out while mechanism is 'HEADER'",
                "certificateUser|CN|certificateUser is 'CN', but must be left out while mechanism is 'HEADER'",
                "requestHeaders|Host=mail|a header of HTTP's own",
            })
    void what_cannot_be_lets_nobody_in(String key, String value, String reason) {
        assertThat(refusal(key, value)).contains(reason);
    }

    @Test
    void an_address_alone_is_no_proof_and_every_problem_is_told_at_once() {
        assertThat(refusal("proxySecretHeader", "", "proxySecretFile", "", "unavailableStatus", "200"))
                .contains("proxySecretHeader and proxySecretFile, or proxyCertificateSubject, must be set")
                .contains("unavailableStatus");
    }

    @Test
    @Proves({"proxySecretHeader", "proxySecretFile"})
    void the_secret_is_read_from_a_file_that_may_change_and_looked_for_in_the_header() throws IOException {
        Path file = Files.writeString(folder.resolve("own-secret"), "first-c4nary-secret\n");
        String[] keys = {"proxySecretHeader", "X-Token", "proxySecretFile", file.toString()};
        try (ProxiedTomcat tomcat = tomcat(keys)) {
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
        Files.writeString(file, "a-c4nary\nb-c4nary\nc-c4nary\n");
        assertThat(refusal(keys)).contains("proxySecretFile", "more than two").doesNotContain("-c4nary");
    }

    @Test
    @Proves("allowLoopbackWithoutSecret")
    void a_proxy_on_this_machine_may_go_without_where_no_header_tells_its_address() {
        String[] waived = {"proxySecretHeader", "", "proxySecretFile", "", "allowLoopbackWithoutSecret", "true"};
        try (ProxiedTomcat tomcat = tomcat(waived)) {
            assertThat(tomcat.fromProxy("/private", ALICE).said("user")).isEqualTo("alice");
            assertThat(tomcat.fromProxy("/private", ALICE, "X-Forwarded-For: 203.0.113.9")
                            .said("user"))
                    .isEqualTo("alice");
            assertThat(tomcat.fromOutside("/private", ALICE).status()).isEqualTo(401);
            for (String told : new String[] {"X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1;proto=http"}) {
                assertThat(tomcat.fromProxy("/private", ALICE, told).status())
                        .as(told)
                        .isEqualTo(401);
            }
        }
        waived[5] = "";
        assertThat(refusal(waived)).contains("must be set");
    }

    /** A connector would have verified it; the valve stands for one. */
    @Test
    @Proves("proxyCertificateSubject")
    void the_certificate_of_a_secure_connection_counts_by_its_subject() {
        try (ProxiedTomcat tomcat = new ProxiedTomcat(
                folder,
                directory,
                "proxySecretHeader",
                "",
                "proxySecretFile",
                "",
                "proxyCertificateSubject",
                "CN=other; o=EXAMPLE, cn=Proxy")) {
            tomcat.tomcat().application().getPipeline().addValve(new ValveBase() {
                @Override
                public void invoke(Request request, Response response)
                        throws IOException, jakarta.servlet.ServletException {
                    request.setSecure(request.getHeader("Tls") != null);
                    request.setAttribute(
                            "jakarta.servlet.request.X509Certificate",
                            ClientCertificateTest.chain(request.getHeader("Shown"), 1));
                    getNext().invoke(request, response);
                }
            });
            tomcat.start();
            String[] good = {ALICE, "Tls: yes", "Shown: O=Example,CN=proxy"};
            assertThat(tomcat.fromProxy("/private", good).said("user")).isEqualTo("alice");
            assertThat(tomcat.fromOutside("/private", good).status()).isEqualTo(401);
            assertThat(tomcat.fromProxy("/private", ALICE, "Tls: yes", "Shown: CN=proxy")
                            .status())
                    .isEqualTo(401);
            assertThat(tomcat.fromProxy("/private", ALICE, "Shown: O=Example,CN=proxy")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    @Proves("userHeader")
    void each_of_several_headers_may_hold_the_name_and_one_of_them_only() {
        try (ProxiedTomcat tomcat = tomcat("userHeader", "X-Remote-User, Remote_User")) {
            for (String name : new String[] {"X-Remote-User", "remote_user"}) {
                assertThat(tomcat.asProxy("/private", name + ": alice").said("user"))
                        .isEqualTo("alice");
            }
            assertThat(tomcat.asProxy("/private", ALICE).status()).isEqualTo(401);
            assertThat(tomcat.asProxy("/open", "X-Remote-User: alice", "Remote_User: bob")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    @Proves("attributeHeaders")
    void headers_of_the_proxy_become_attributes_and_replace_none_of_the_directory_s() {
        try (ProxiedTomcat tomcat = tomcat(
                "attributeHeaders",
                "X_REMOTE_EMAIL=mail, X-Remote-Nick=nick",
                "requestAttributes",
                "shown.mail=mail, shown.nick=nick")) {
            String[] said = {"X_REMOTE_EMAIL: made@up", "X-Remote-Nick: bobby", "X-Forwarded-User: "};
            said[2] = ALICE;
            Answer alice = tomcat.asProxy("/private", said);
            assertThat(alice.said("shown.mail")).isEqualTo("alice@example.org");
            assertThat(alice.said("shown.nick")).isEqualTo("bobby");
            assertThat(alice.headersSeen()).containsExactlyInAnyOrder("host", "connection");
            said[2] = "X-Forwarded-User: bob";
            assertThat(tomcat.asProxy("/open", said).said("shown.mail")).isEqualTo("made@up");
        }
    }

    @Test
    @Proves({"groupsHeader", "groupsHeaderAllow"})
    void groups_of_the_proxy_become_roles_where_both_keys_say_so() {
        String[] lines = {"X-Forwarded-User: bob", "X-Forwarded-Groups: other, staff, *"};
        try (ProxiedTomcat tomcat = tomcat()) {
            assertThat(tomcat.asProxy("/private", lines).status()).isEqualTo(403);
        }
        assertThat(refusal("groupsHeader", "X-Forwarded-Groups")).contains("groupsHeaderAllow is not set");
        try (ProxiedTomcat tomcat = tomcat("groupsHeader", "X-Forwarded-Groups", "groupsHeaderAllow", "st*")) {
            assertThat(tomcat.asProxy("/private", lines).said("staff")).isEqualTo("true");
            assertThat(tomcat.fromOutside("/private", lines).status()).isEqualTo(401);
        }
    }

    @Test
    @Proves("headerCharset")
    void the_bytes_of_a_name_are_read_in_the_charset() {
        try (ProxiedTomcat tomcat = tomcat("headerCharset", "ISO-8859-1")) {
            assertThat(tomcat.asProxy("/open", "X-Forwarded-User: jürgen").said("user"))
                    .isEqualTo("jürgen");
        }
        try (ProxiedTomcat tomcat = tomcat()) {
            assertThat(tomcat.asProxy("/open", "X-Forwarded-User: jürgen").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void keys_of_a_proxy_in_a_shared_file_are_the_valve_s_where_the_module_asks_for_passwords() throws Exception {
        Path file = Files.writeString(
                folder.resolve("latchkey.properties"), "trustedProxies = 127.0.0.1\nheaderOptional = true\n");
        Map<String, String> keys = directory.keys("configFile", file.toString());
        OpenDoor.of(keys).close();
        keys.put("trustedProxies", "127.0.0.1");
        assertThatThrownBy(() -> OpenDoor.of(keys))
                .hasMessageContaining("trustedProxies is '127.0.0.1', but must be left out while mechanism is 'BASIC'");
    }
}
