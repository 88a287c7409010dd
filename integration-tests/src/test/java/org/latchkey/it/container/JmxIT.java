package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What a JMX console shows of the realm, over the port Arquillian's adapter opens. */
@OnSharedTomcat
class JmxIT {
    private static final String REALM = "Catalina:type=Realm,realmPath=/realm0";

    @Deployment(testable = false)
    static WebArchive staff() {
        return Deployments.staff();
    }

    @Test
    void the_realm_is_there_and_says_how_its_directory_is(SharedTomcat tomcat) throws Exception {
        try (JMXConnector jmx = connect(tomcat)) {
            MBeanServerConnection server = jmx.getMBeanServerConnection();
            ObjectName realm = new ObjectName(REALM);

            assertThat(server.getAttribute(realm, "className")).isEqualTo("org.latchkey.tomcat.LdapRealm");
            assertThat(server.getAttribute(realm, "stateName")).isEqualTo("STARTED");
            assertThat(server.getAttribute(realm, "available")).isEqualTo(true);
            assertThat((String) server.getAttribute(realm, "health")).startsWith("up");
            assertThat((String) server.getAttribute(realm, "servers"))
                    .contains(tomcat.directory().url());
        }
    }

    @Test
    void no_attribute_of_the_realm_can_be_set(SharedTomcat tomcat) throws Exception {
        try (JMXConnector jmx = connect(tomcat)) {
            MBeanAttributeInfo[] attributes = jmx.getMBeanServerConnection()
                    .getMBeanInfo(new ObjectName(REALM))
                    .getAttributes();

            assertThat(attributes).hasSizeGreaterThan(3).noneMatch(MBeanAttributeInfo::isWritable);
        }
    }

    @Test
    void nothing_of_tomcats_shows_a_password_to_a_console(SharedTomcat tomcat) throws Exception {
        tomcat.browser().get("/staff/employee/", "alice", "alice-c4nary");
        try (JMXConnector jmx = connect(tomcat)) {
            Map<String, String> shown = everythingShown(jmx.getMBeanServerConnection());

            assertThat(shown.keySet()).hasSizeGreaterThan(100).contains(REALM + " health");
            shown.values().removeIf(value -> !value.contains("c4nary"));
            assertThat(shown.keySet()).isEmpty();
        }
    }

    @Test
    void an_operator_may_have_the_directory_looked_for(SharedTomcat tomcat) throws Exception {
        try (JMXConnector jmx = connect(tomcat)) {
            MBeanServerConnection server = jmx.getMBeanServerConnection();
            ObjectName realm = new ObjectName(REALM);

            assertThat(server.getMBeanInfo(realm).getOperations())
                    .extracting(MBeanOperationInfo::getName)
                    .contains("probe");
            server.invoke(realm, "probe", new Object[0], new String[0]);
            assertThat((String) server.getAttribute(realm, "health")).startsWith("up");
        }
    }

    @Test
    void an_operator_may_have_every_server_walked(SharedTomcat tomcat) throws Exception {
        try (JMXConnector jmx = connect(tomcat)) {
            Object lines =
                    jmx.getMBeanServerConnection().invoke(new ObjectName(REALM), "check", new Object[0], new String[0]);

            assertThat((String[]) lines)
                    .contains(tomcat.directory().url())
                    .anyMatch(line -> line.startsWith("1 server, nothing failed"))
                    .noneMatch(line -> line.contains("c4nary"));
        }
    }

    @Test
    void an_operator_may_ask_what_becomes_of_a_user(SharedTomcat tomcat) throws Exception {
        try (JMXConnector jmx = connect(tomcat)) {
            Object lines = jmx.getMBeanServerConnection()
                    .invoke(new ObjectName(REALM), "explain", new Object[] {"alice"}, new String[] {
                        String.class.getName()
                    });

            assertThat((String[]) lines)
                    .contains("alice  let in, with the right password")
                    .noneMatch(line -> line.contains("c4nary"));
        }
    }

    private static Map<String, String> everythingShown(MBeanServerConnection server) throws Exception {
        Map<String, String> values = new HashMap<>();
        for (ObjectName name : server.queryNames(new ObjectName("Catalina:*"), null)) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                values.put(name + " " + attribute.getName(), shown(server, name, attribute));
            }
        }
        return values;
    }

    /** What cannot be sent over the wire is not shown either. */
    private static String shown(MBeanServerConnection server, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            Object value = server.getAttribute(name, attribute.getName());
            return value instanceof Object[] several ? Arrays.toString(several) : String.valueOf(value);
        } catch (JMException | IOException | RuntimeException e) {
            return e.toString();
        }
    }

    private static JMXConnector connect(SharedTomcat tomcat) throws Exception {
        return JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + tomcat.jmxPort() + "/jmxrmi"));
    }
}
