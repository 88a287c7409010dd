package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.latchkey.tomcat.ProxiedTomcat.valve;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Pipeline;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.tomcat.ProxiedTomcat.Login;
import org.latchkey.tomcat.RawHttp.Answer;

/** What an application sees of the user in a request. */
class UserAttributesValveTest {

    private static final String ALICE = "X-Forwarded-User: alice";

    @TempDir
    private Path folder;

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
        directory.modify(
                "dn: " + TestDirectory.ALICE,
                "changetype: modify",
                "replace: cn",
                "cn: Alice Dreßler",
                "-",
                "add: description",
                "description:: "
                        + Base64.getEncoder()
                                .encodeToString("one\r\nX-User-Mail: admin\u0085two".getBytes(StandardCharsets.UTF_8)),
                "-",
                "add: jpegPhoto",
                "jpegPhoto:: AAEC");
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private static TestValve shown() {
        return TestValve.of(UserAttributesValve.class);
    }

    private ProxiedTomcat tomcat(Login login, TestValve... valves) {
        String realm = TestRealm.searching(directory)
                .with("userAttributes", "mail, name=cn, description, jpegPhoto")
                .xml();
        return new ProxiedTomcat(folder, realm, login, valves).start();
    }

    private static String basic() {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString("alice:alice-c4nary".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Proves("requestAttributes")
    void attributes_of_the_request_are_those_asked_for() {
        TestValve attributes = shown().with("requestAttributes", "mail, displayName=name, avatar=jpegPhoto, none=none");
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, attributes)) {
            Answer answer = tomcat.asProxy("/private", basic());
            assertThat(answer.said("attribute.mail")).isEqualTo("alice@example.org");
            assertThat(answer.said("attribute.displayName")).isEqualTo("Alice Dreßler");
            assertThat(answer.said("attribute.avatar")).isEqualTo("3 bytes");
            assertThat(answer.body()).doesNotContain("attribute.none", "attribute.description");
            assertThat(tomcat.asProxy("/open").body()).doesNotContain("alice@", "Dreßler");
        }
    }

    @Test
    @Proves("requestHeaders")
    void headers_of_the_request_are_those_asked_for_in_utf_8_and_a_line_for_each_value() {
        TestValve headers =
                shown().with("requestHeaders", "X-User-Mail=mail, X-User-Name=name, X-User-Photo=jpegPhoto");
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, headers)) {
            Answer answer = tomcat.asProxy("/private", basic());
            assertThat(answer.said("header.X-User-Mail")).isEqualTo("[alice@example.org, a.ames@example.org]");
            String wire = new String("Alice Dreßler".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            assertThat(answer.said("header.X-User-Name")).isEqualTo("[" + wire + "]");
            assertThat(answer.headersSeen()).doesNotContain("X-User-Photo");
        }
    }

    @Test
    void a_value_cannot_begin_a_line_of_its_own() {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, shown().with("requestHeaders", "X-User-Text=description"))) {
            Answer answer = tomcat.asProxy("/private", basic());
            assertThat(answer.said("header.X-User-Text")).isEqualTo("[one X-User-Mail: admin two]");
        }
    }

    @ParameterizedTest
    @CsvSource({"X-User-Mail", "x-user-mail", "X_User_Mail", "X.User.Mail", "HTTP_X_USER_MAIL"})
    void what_a_client_sends_under_these_names_is_taken_out_of_every_request(String name) {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, shown().with("requestHeaders", "X-User-Mail=mail"))) {
            for (String path : new String[] {"/open", "/private"}) {
                assertThat(tomcat.fromOutside(path, name + ": admin@example.org", basic())
                                .body())
                        .doesNotContain("admin@");
            }
            assertThat(tomcat.fromOutside("/open", name + ": admin@example.org").headersSeen())
                    .containsExactlyInAnyOrder("host", "connection");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_user_named_by_a_proxy_is_shown_too_whatever_the_order_of_the_valves(Login login) {
        TestValve headers = shown().with("requestHeaders", "X-User-Name=name").with("requestAttributes", "mail");
        for (TestValve[] order : new TestValve[][] {{headers, valve(folder)}, {valve(folder), headers}}) {
            try (ProxiedTomcat tomcat = tomcat(login, order)) {
                for (String path : new String[] {"/open", "/private", "/open?async=1"}) {
                    Answer answer = tomcat.asProxy(path, ALICE);
                    assertThat(answer.headersSeen()).as(path).containsOnlyOnce("X-User-Name");
                    assertThat(answer.said("attribute.mail")).contains("alice@example.org");
                }
            }
        }
    }

    @Test
    void it_goes_with_its_application_and_comes_back_with_it() throws Exception {
        try (ProxiedTomcat tomcat = tomcat(Login.BASIC, shown().with("requestAttributes", "mail"))) {
            Pipeline pipeline = tomcat.application().getPipeline();
            int before = pipeline.getValves().length;
            UserAttributesValve valve = (UserAttributesValve) pipeline.getFirst();
            valve.stop();
            assertThat(pipeline.getValves()).hasSize(before - 1);
            assertThat(tomcat.asProxy("/private", basic()).body())
                    .contains("user=alice")
                    .doesNotContain("alice@");
            valve.start();
            assertThat(tomcat.asProxy("/private", basic()).said("attribute.mail"))
                    .contains("alice@");
            tomcat.application().reload();
            assertThat(pipeline.getValves()).hasSize(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requestAttributes|mail, mail|is there twice",
                "requestAttributes|''|requestAttributes",
                "requestHeaders|mail|has no =",
                "requestHeaders|Host=mail|a header of HTTP's own",
                "requestHeader|X-Mail=mail|requestHeaders",
                "userHeader|X-Mail|userHeader is a key of other doors",
            })
    void a_mistake_stops_the_application(String key, String value, String reason) {
        StandardContext context = new StandardContext();
        context.setName("/app");
        assertThatThrownBy(() -> started(shown().with(key, value), context))
                .isInstanceOf(LifecycleException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void nothing_to_show_and_a_place_where_nobody_is_logged_in_yet_are_errors() {
        StandardContext context = new StandardContext();
        context.setName("/app");
        assertThatThrownBy(() -> started(shown(), context)).hasMessageContaining("there is nothing to show");
        assertThatThrownBy(() -> started(shown().with("requestAttributes", "mail"), new StandardHost()))
                .hasMessageContaining("must stand in a Context");
    }

    private static void started(TestValve line, org.apache.catalina.Container container) throws LifecycleException {
        line.readInto(container);
        ((UserAttributesValve) container.getPipeline().getFirst()).start();
    }
}
