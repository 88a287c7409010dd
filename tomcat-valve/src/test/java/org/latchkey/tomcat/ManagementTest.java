package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.Valve;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.modeler.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The realm in JMX, where Tomcat's users look for it. */
class ManagementTest {

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private static Map<String, Object> attributes(ObjectName name) throws Exception {
        MBeanServer server = Registry.getRegistry(null, null).getMBeanServer();
        Map<String, Object> attributes = new TreeMap<>();
        for (MBeanAttributeInfo info : server.getMBeanInfo(name).getAttributes()) {
            attributes.put(info.getName(), server.getAttribute(name, info.getName()));
        }
        return attributes;
    }

    @Test
    void every_attribute_described_can_be_read_none_is_writable_and_none_shows_a_secret() throws Exception {
        try (TestRealm realm = TestRealm.searching(directory)
                .with("connectionName", TestDirectory.SERVICE)
                .with("connectionPassword", TestDirectory.SERVICE_PASSWORD)
                .start()) {
            ObjectName name = realm.ldap().getObjectName();
            Map<String, Object> attributes = attributes(name);
            assertThat(attributes)
                    .containsEntry("className", LdapRealm.class.getName())
                    .containsEntry("realmPath", "/realm0")
                    .containsEntry("available", true)
                    .containsEntry("stateName", "STARTED")
                    .containsEntry("allRolesMode", "strict")
                    .containsEntry("validate", true)
                    .containsEntry("stripRealmForGss", true)
                    .containsEntry("throwOnFailure", true)
                    .containsEntry("transportGuaranteeRedirectStatus", 302)
                    .containsEntry("servers", directory.url())
                    .containsEntry("busySearchConnections", 0)
                    .containsEntry("idleSearchConnections", 1)
                    .containsEntry("busyBindConnections", 0)
                    .containsEntry("idleBindConnections", 0)
                    .containsKey("health");
            assertThat((String[]) attributes.get("serverHealth"))
                    .singleElement()
                    .asString()
                    .startsWith(directory.url() + " UP since ")
                    .contains("unanswered 0, connections opened 1, failed 0, median ");
            assertThat(attributes.toString()).doesNotContain("c4nary");
            MBeanServer server = Registry.getRegistry(null, null).getMBeanServer();
            assertThat(Arrays.stream(server.getMBeanInfo(name).getAttributes()))
                    .noneMatch(MBeanAttributeInfo::isWritable);
            assertThatThrownBy(() -> server.getAttribute(name, "connectionPassword"));
        }
    }

    @Test
    void an_operator_can_look_for_the_directory_by_hand_and_restart_the_realm() throws Exception {
        directory.goDown();
        try (TestRealm realm = TestRealm.searching(directory).start()) {
            ObjectName name = realm.ldap().getObjectName();
            assertThat(attributes(name)).containsEntry("available", false);
            directory.comeBack();
            MBeanServer server = Registry.getRegistry(null, null).getMBeanServer();
            server.invoke(name, "probe", new Object[0], new String[0]);
            assertThat(attributes(name)).containsEntry("available", true);
            server.invoke(name, "stop", new Object[0], new String[0]);
            assertThat(attributes(name)).containsEntry("health", "not running").containsEntry("servers", "");
            server.invoke(name, "start", new Object[0], new String[0]);
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
        }
    }

    @Test
    void an_operator_has_every_server_walked() throws Exception {
        try (TestRealm realm = TestRealm.searching(directory)
                .with("connectionName", TestDirectory.SERVICE)
                .with("connectionPassword", TestDirectory.SERVICE_PASSWORD)
                .start()) {
            MBeanServer server = Registry.getRegistry(null, null).getMBeanServer();
            ObjectName name = realm.ldap().getObjectName();
            String[] lines = (String[]) server.invoke(name, "check", new Object[0], new String[0]);
            assertThat(List.of(lines)).first().isEqualTo(directory.url());
            assertThat(List.of(lines)).last().asString().startsWith("1 server, nothing failed");
            assertThat(lines).noneMatch(line -> line.contains("c4nary"));
            assertThat((String[]) server.invoke(
                            name, "explain", new Object[] {"alice"}, new String[] {String.class.getName()}))
                    .anyMatch("alice  let in, with the right password"::equals);
            directory.goDown();
            assertThat((String[]) server.invoke(name, "check", new Object[0], new String[0]))
                    .anyMatch(line -> line.startsWith("  FAIL  tcp "))
                    .anyMatch(line -> line.endsWith("change:  connectionURL"));
            server.invoke(name, "stop", new Object[0], new String[0]);
            assertThat((String[]) server.invoke(name, "check", new Object[0], new String[0]))
                    .containsExactly("not running");
        }
    }

    @Test
    void the_realm_s_own_valve_is_described_and_goes_with_it() throws Exception {
        ObjectName name;
        try (TestRealm realm = TestRealm.searching(directory).start()) {
            OriginValve valve = (OriginValve) realm.engine().getPipeline().getFirst();
            ((Lifecycle) realm.engine().getPipeline()).start();
            name = valve.getObjectName();
            assertThat(attributes(name))
                    .containsEntry("className", OriginValve.class.getName())
                    .containsEntry("asyncSupported", true);
        }
        assertThat(Registry.getRegistry(null, null).getMBeanServer().isRegistered(name))
                .isFalse();
    }

    @Test
    void valves_are_described_and_show_what_they_count_and_no_secret(@TempDir Path folder) throws Exception {
        TestValve shown = TestValve.of(UserAttributesValve.class).with("requestAttributes", "mail");
        try (ProxiedTomcat tomcat = new ProxiedTomcat(
                        folder,
                        TestRealm.searching(directory).xml(),
                        ProxiedTomcat.Login.BASIC,
                        ProxiedTomcat.valve(folder),
                        shown)
                .start()) {
            tomcat.asProxy("/open", "X-Forwarded-User: alice, bob");
            List<String> described = new ArrayList<>();
            for (Valve valve : tomcat.application().getPipeline().getValves()) {
                if (valve.getClass().getPackageName().equals("org.latchkey.tomcat")) {
                    Map<String, Object> seen = attributes(((ValveBase) valve).getObjectName());
                    assertThat(seen)
                            .containsEntry("className", valve.getClass().getName())
                            .containsEntry("stateName", "STARTED")
                            .containsEntry("asyncSupported", true);
                    assertThat(seen.toString()).doesNotContain("c4nary");
                    described.add(valve.getClass().getSimpleName());
                    if (valve instanceof RemoteUserValve) {
                        assertThat((String[]) seen.get("refusals")).containsExactly("LIST 1");
                    }
                }
            }
            assertThat(described).containsExactly("RemoteUserValve", "UserAttributesValve", "AfterLoginValve");
        }
    }
}
