package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.realm.LockOutRealm;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** No password over plain HTTP ({@code requireSecureTransport}). */
class SecureTransportTest {

    private static final String[] TLS = {"X-Forwarded-Proto", "https", "X-Forwarded-For", "203.0.113.9"};

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

    private String realm() {
        return TestRealm.searching(directory)
                .with("requireSecureTransport", "true")
                .xml();
    }

    private TestTomcat tomcat(TestTomcat.Level level, Consumer<Tomcat> more) {
        return new TestTomcat(folder, level, realm(), more).start();
    }

    private static void assertForbidden(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("This needs HTTPS.\n");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_password_over_plain_http_is_refused_before_it_is_read_wherever_the_realm_stands(TestTomcat.Level level) {
        try (TestTomcat tomcat = tomcat(level, more -> {})) {
            assertForbidden(tomcat.getAs("alice", "alice-c4nary", "/private"));
            assertForbidden(tomcat.getAs("alice", "alice-c4nary", "/login"));
            assertForbidden(tomcat.get("/private", "Authorization", "bAsIc YWxpY2U6eA=="));
            assertForbidden(tomcat.get("/private", "Authorization", "Digest username=\"alice\""));
            assertForbidden(tomcat.get("/x/j_security_check?j_username=alice&j_password=alice-c4nary"));
            assertThat(tomcat.get("/login", "Authorization", "Bearer x").statusCode())
                    .isEqualTo(200);
            assertThat(directory.operations().all()).isEmpty();
        }
    }

    @Test
    @Proves("requireSecureTransport")
    void a_login_that_an_application_makes_goes_nowhere_either_and_is_no_wrong_password() {
        String locking =
                "<Realm className=\"" + LockOutRealm.class.getName() + "\" failureCount=\"1\">" + realm() + "</Realm>";
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestTomcat tomcat = new TestTomcat(folder, TestTomcat.Level.ENGINE, locking).start()) {
            for (int i = 0; i < 3; i++) {
                assertThat(tomcat.get("/login?user=alice&password=alice-c4nary").statusCode())
                        .isEqualTo(401);
            }
            assertThat(directory.operations().all()).isEmpty();
            LockOutRealm realm = (LockOutRealm) tomcat.tomcat().getEngine().getRealm();
            assertThat(realm.isLocked("alice")).isFalse();
            assertThat(log.at(Level.WARNING))
                    .filteredOn(line -> line.contains("requireSecureTransport"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"ENGINE, engine", "ENGINE, host", "HOST, engine", "HOST, host", "CONTEXT, engine", "CONTEXT, host"})
    void what_came_to_a_proxy_over_tls_is_let_through(TestTomcat.Level level, String where) {
        try (TestTomcat tomcat = tomcat(level, more -> {
            Container container = where.equals("engine") ? more.getEngine() : more.getHost();
            RemoteIpValve proxy = new RemoteIpValve();
            proxy.setProtocolHeader("X-Forwarded-Proto");
            container.getPipeline().addValve(proxy);
        })) {
            assertThat(tomcat.getAs("alice", "alice-c4nary", "/private", TLS).statusCode())
                    .isEqualTo(200);
            assertThat(tomcat.get("/login?user=alice&password=alice-c4nary", TLS)
                            .statusCode())
                    .isEqualTo(200);
            assertForbidden(tomcat.getAs("alice", "alice-c4nary", "/private"));
        }
    }

    @Test
    void hosts_that_come_later_are_covered_and_applications_with_another_realm_are_left_alone() {
        try (TestTomcat tomcat = tomcat(TestTomcat.Level.ENGINE, more -> {
            Context other = more.addContext("/other", null);
            other.setRealm(TestRealm.readInto(
                    new StandardEngine(), "<Realm className=\"" + LocalRealm.class.getName() + "\"/>"));
        })) {
            assertThat(HttpGet.of(tomcat.tomcat(), "/other/x", "Authorization", "Basic YTpi")
                            .statusCode())
                    .isEqualTo(404);
            StandardHost later = new StandardHost();
            later.setName("127.0.0.1");
            tomcat.tomcat().getEngine().addChild(later);
            StandardContext application = new StandardContext();
            application.setPath("/late");
            application.setName("/late");
            application.addLifecycleListener(new Tomcat.FixContextListener());
            later.addChild(application);
            assertForbidden(HttpGet.of(tomcat.tomcat(), "/late/x", "Authorization", "Basic YTpi"));
        }
    }

    @Test
    void plain_http_is_enough_unless_the_site_says_otherwise() {
        String xml = TestRealm.searching(directory).xml();
        try (TestTomcat tomcat = new TestTomcat(folder, TestTomcat.Level.ENGINE, xml).start()) {
            assertThat(tomcat.getAs("alice", "alice-c4nary", "/private").statusCode())
                    .isEqualTo(200);
        }
    }
}
