package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.authenticator.jaspic.AuthConfigFactoryImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an application registers itself, and goes. */
class RegistrationTest {

    private final Map<String, String> files = new HashMap<>();
    private final List<ServletContextListener> listeners = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void registry() {
        AuthConfigFactory.setFactory(new AuthConfigFactoryImpl());
    }

    private ServletContext application(String server) {
        return Fake.of(ServletContext.class, (method, arguments) -> switch (method) {
            case "getResourceAsStream" ->
                files.containsKey(arguments[0])
                        ? new ByteArrayInputStream(files.get(arguments[0]).getBytes(StandardCharsets.ISO_8859_1))
                        : null;
            case "getVirtualServerName" -> server;
            case "getContextPath" -> "/ctx";
            case "addListener" -> listeners.add((ServletContextListener) arguments[0]);
            case "getClassLoader" -> ClassLoader.getSystemClassLoader();
            default -> throw new AssertionError(method);
        });
    }

    private void start(String server) throws ServletException {
        new InWarRegistration().onStartup(Set.of(), application(server));
    }

    private static Set<String> registered() {
        return ProtectedTomcat.registered();
    }

    private static final String GOOD = "connectionURL=ldap://localhost:1\nuserPattern=uid={0},dc=example\n";

    @Test
    void without_a_file_nothing_happens() throws ServletException {
        start("server");
        assertThat(registered()).isEmpty();
        assertThat(listeners).isEmpty();
    }

    @Test
    void application_is_registered_by_the_servers_name_and_its_path() throws ServletException {
        files.put("/WEB-INF/latchkey.properties", GOOD);
        start("Catalina/localhost");
        assertThat(registered()).containsExactly("Catalina/localhost /ctx");
    }

    @Test
    void server_without_a_name_is_called_server() throws ServletException {
        files.put("/WEB-INF/classes/latchkey.properties", GOOD);
        start(null);
        assertThat(registered()).containsExactly("server /ctx");
    }

    @Test
    void keys_of_other_doors_are_passed_over() throws ServletException {
        files.put("/WEB-INF/latchkey.properties", GOOD + "useFirstPass=true\nrealmPath=/x\nmechanism=FORM\n");
        start("server");
        assertThat(registered()).hasSize(1);
    }

    @Test
    void bad_file_fails_the_deployment_and_every_problem_is_named() {
        files.put("/WEB-INF/latchkey.properties", GOOD + "mechanism=DIGEST\nreamlName=x\nconnectionTimeout=often\n");
        assertThatThrownBy(() -> start("server"))
                .isInstanceOf(ServletException.class)
                .hasMessageContainingAll(
                        "/WEB-INF/latchkey.properties",
                        "mechanism",
                        "DIGEST",
                        "BASIC, FORM",
                        "reamlName",
                        "realmName",
                        "connectionTimeout",
                        "often");
        assertThat(registered()).isEmpty();
        assertThat(listeners).isEmpty();
    }

    @Test
    void file_that_is_not_utf_8_and_a_key_given_twice_fail_the_deployment() {
        files.put("/WEB-INF/latchkey.properties", "userBase=gr\u00f6\u00dfe");
        assertThatThrownBy(() -> start("server")).hasMessageContaining("UTF-8");
        files.put("/WEB-INF/latchkey.properties", "userBase=a\nuserBase=b");
        assertThatThrownBy(() -> start("server"))
                .hasMessageContaining("userBase")
                .hasMessageContaining("twice");
    }

    @Test
    void server_without_a_registry_fails_the_deployment() {
        AuthConfigFactory.setFactory(null);
        files.put("/WEB-INF/latchkey.properties", GOOD);
        assertThatThrownBy(() -> start("server")).hasMessageContaining("not switched on");
    }

    @Test
    void end_of_the_application_takes_its_entry_back() throws ServletException {
        files.put("/WEB-INF/latchkey.properties", GOOD);
        start("server");
        listeners.get(0).contextDestroyed(new ServletContextEvent(application("server")));
        assertThat(registered()).isEmpty();
    }

    @Test
    void end_of_the_old_version_leaves_the_entry_of_the_new_one() throws ServletException {
        files.put("/WEB-INF/latchkey.properties", GOOD);
        start("server");
        start("server");
        listeners.get(0).contextDestroyed(new ServletContextEvent(application("server")));
        assertThat(registered()).containsExactly("server /ctx");
        listeners.get(1).contextDestroyed(new ServletContextEvent(application("server")));
        assertThat(registered()).isEmpty();
    }

    @Test
    void tomcat_deploys_no_application_with_a_bad_file_and_forgets_one_that_ends() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat good = new ProtectedTomcat(folder.resolve("good"), directory.keys()).start()) {
            assertThat(good.deployed()).isTrue();
            assertThat(registered()).hasSize(1);
            good.undeploy();
            assertThat(registered()).isEmpty();
            try (ProtectedTomcat bad =
                    new ProtectedTomcat(folder.resolve("bad"), directory.keys("mechanism", "DIGEST")).start()) {
                assertThat(bad.deployed()).isFalse();
                assertThat(bad.browser().get("/open").statusCode()).isEqualTo(404);
            }
        }
    }
}
