package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.apache.catalina.Pipeline;
import org.apache.catalina.realm.CombinedRealm;
import org.apache.catalina.realm.LockOutRealm;
import org.apache.catalina.valves.RemoteIpValve;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log says where a login came from, wherever the realm stands and however the login is made. */
class OriginTest {

    private static final String LOGIN_LOG = "org.latchkey.login";

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

    @ParameterizedTest
    @EnumSource
    void the_client_s_address_is_in_the_line_of_a_basic_login_and_of_request_login(TestTomcat.Level level) {
        String xml = TestRealm.searching(directory).xml();
        try (CapturedLog log = new CapturedLog(LOGIN_LOG);
                TestTomcat tomcat = new TestTomcat(folder, level, xml).start()) {
            assertThat(tomcat.getAs("alice", "alice-c4nary", "/private").body()).isEqualTo("alice staff=true");
            assertThat(tomcat.get("/login?user=bob&password=bob-c4nary").body()).isEqualTo("bob staff=true");
            assertThat(tomcat.getAs("alice", "wrong-c4nary", "/private").statusCode())
                    .isEqualTo(401);
            assertThat(log.of(LOGIN_LOG)).hasSize(3).allMatch(line -> line.contains("127.0.0.1"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_address_is_what_a_remote_ip_valve_made_of_it(TestTomcat.Level level) {
        String xml = TestRealm.searching(directory).xml();
        try (CapturedLog log = new CapturedLog(LOGIN_LOG);
                TestTomcat tomcat = new TestTomcat(
                                folder,
                                level,
                                xml,
                                before -> before.getHost().getPipeline().addValve(new RemoteIpValve()))
                        .start()) {
            tomcat.getAs("alice", "alice-c4nary", "/private", "X-Forwarded-For", "203.0.113.9");
            assertThat(log.of(LOGIN_LOG))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("203.0.113.9"));
        }
    }

    @Test
    void an_address_that_a_client_made_up_cannot_pretend_to_be_more_than_an_address() {
        String xml = TestRealm.searching(directory).xml();
        String forged = "203.0.113.9 door=jaspic ops=0 user=\"root\"";
        try (CapturedLog log = new CapturedLog(LOGIN_LOG);
                TestTomcat tomcat = new TestTomcat(
                                folder,
                                TestTomcat.Level.ENGINE,
                                xml,
                                before -> before.getHost().getPipeline().addValve(new RemoteIpValve()))
                        .start()) {
            tomcat.getAs("alice", "wrong-c4nary", "/private", "X-Forwarded-For", forged);
            assertThat(log.of(LOGIN_LOG))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("203.0.113.9", "door=tomcat", "user=\"alice\"")
                            .doesNotContain(" door=jaspic", " user=\"root\""));
        }
    }

    @Test
    void nested_realms_know_the_address_too() {
        for (Class<?> outer : new Class<?>[] {CombinedRealm.class, LockOutRealm.class}) {
            String xml = "<Realm className=\"" + outer.getName() + "\">"
                    + TestRealm.searching(directory).xml() + "</Realm>";
            try (CapturedLog log = new CapturedLog(LOGIN_LOG);
                    TestTomcat tomcat = new TestTomcat(folder, TestTomcat.Level.ENGINE, xml).start()) {
                assertThat(tomcat.getAs("alice", "alice-c4nary", "/private").statusCode())
                        .isEqualTo(200);
                assertThat(log.of(LOGIN_LOG))
                        .singleElement()
                        .satisfies(line -> assertThat(line).contains("127.0.0.1"));
            }
        }
    }

    @Test
    void a_login_outside_a_request_has_no_address_and_works() {
        try (CapturedLog log = new CapturedLog(LOGIN_LOG);
                TestRealm realm = TestRealm.searching(directory).start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(log.of(LOGIN_LOG)).hasSize(1).noneMatch(line -> line.contains("127.0.0.1"));
        }
    }

    @Test
    void the_valve_goes_with_its_application_while_the_host_goes_on() throws Exception {
        String xml = TestRealm.searching(directory).xml();
        try (TestTomcat tomcat = new TestTomcat(folder, TestTomcat.Level.CONTEXT, xml).start()) {
            Pipeline host = tomcat.tomcat().getHost().getPipeline();
            assertThat(valves(host)).isEqualTo(1);
            assertThat(host.isAsyncSupported()).isTrue();
            tomcat.application().reload();
            assertThat(valves(host)).isEqualTo(1);
            tomcat.application().stop();
            assertThat(valves(host)).isZero();
            tomcat.application().start();
            assertThat(valves(host)).isEqualTo(1);
            assertThat(tomcat.application().getRealm().authenticate("alice", "alice-c4nary"))
                    .isNotNull();
        }
    }

    private static long valves(Pipeline pipeline) {
        return Arrays.stream(pipeline.getValves())
                .filter(valve -> valve instanceof OriginValve)
                .count();
    }
}
