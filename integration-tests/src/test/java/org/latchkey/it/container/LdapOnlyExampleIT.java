package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;

/** The example of a Tomcat without local users, with the addresses of this test and nothing else changed; it logs as in a container. */
class LdapOnlyExampleIT {
    @RegisterExtension
    static final OpenLdap directory = OpenLdap.shared();

    private static TomcatProcess tomcat;

    @BeforeAll
    static void startTomcat() throws IOException {
        CatalinaBase base = CatalinaBase.named("LdapOnlyExampleIT");
        base.write("conf/server.xml", example(base.port()))
                .write("conf/logging.properties", BuildOutput.example("docker/logging.properties"))
                .deploy(BuildOutput.staffWar());
        Files.delete(base.directory().resolve("conf/tomcat-users.xml"));
        tomcat = TomcatProcess.running(base);
    }

    /** The fixture has references to other servers at its top, so that the places of people and groups are named. */
    private static String example(int port) {
        String xml = BuildOutput.example("tomcat/ldap-only-server.xml");
        Map<String, String> ours = Map.of(
                "port=\"8080\"",
                "port=\"" + port + "\" address=\"127.0.0.1\"",
                "ldaps://ldap.corp.example/dc=corp,dc=example",
                directory.url() + "/" + Fixture.BASE,
                "cn=reader,dc=corp,dc=example",
                Fixture.READER_DN,
                "${file:/run/secrets/ldap-reader}",
                Fixture.READER_PASSWORD,
                "preset=\"openldap\"",
                "preset=\"openldap\" userBase=\"ou=people\" roleBase=\"ou=groups\"");
        for (Map.Entry<String, String> place : ours.entrySet()) {
            assertThat(xml).contains(place.getKey());
            xml = xml.replace(place.getKey(), place.getValue());
        }
        return xml;
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    private static Answer ask(String user, String password) {
        return tomcat.browser().get("/staff/anyone/?role=users&role=manager-gui", user, password);
    }

    @Test
    void people_of_the_directory_come_in_with_their_roles() {
        Answer answer = ask("alice", Fixture.person("alice").password());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.value("remoteUser")).isEqualTo("alice");
        assertThat(answer.value("role.users")).isEqualTo("true");
        assertThat(answer.value("role.manager-gui")).isEqualTo("false");
        assertThat(tomcat.console()).contains("AUTHENTICATED as=\"alice\"").doesNotContain("c4nary");
    }

    @Test
    void a_wrong_password_and_whoever_was_in_tomcats_own_file_stay_out() {
        assertThat(ask("alice", "wrong-c4nary").status()).isEqualTo(401);
        assertThat(ask("deployer", "deployer-c4nary").status()).isEqualTo(401);
    }
}
