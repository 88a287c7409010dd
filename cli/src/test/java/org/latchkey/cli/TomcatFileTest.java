package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomcatFileTest {

    @TempDir
    private Path folder;

    private Path conf;

    @BeforeEach
    void makeConf() throws Exception {
        conf = Files.createDirectory(folder.resolve("conf"));
    }

    private Path server(String... realms) throws Exception {
        return Files.writeString(
                conf.resolve("server.xml"),
                "<?xml version='1.0' encoding='utf-8'?>\n<Server><Service><Engine>\n" + String.join("\n", realms)
                        + "\n</Engine></Service></Server>");
    }

    private static String ours(String attributes) {
        return "<Realm className=\"org.latchkey.tomcat.LdapRealm\" " + attributes + "/>";
    }

    private static Map<String, String> read(Path file, @Nullable Integer number, Map<String, String> variables) {
        return TomcatFile.realm(XmlFile.read(file), file, number, variables);
    }

    @Test
    void the_realm_is_found_inside_others_and_an_ampersand_is_one() throws Exception {
        Path file = server("<Realm className=\"org.apache.catalina.realm.LockOutRealm\">"
                + ours("connectionURL=\"ldap://a\" userSearch=\"(&amp;(uid={0})(objectClass=person))\"") + "</Realm>");
        assertThat(read(file, null, Map.of()))
                .containsOnly(
                        entry("connectionURL", "ldap://a"), entry("userSearch", "(&(uid={0})(objectClass=person))"));
    }

    @Test
    void places_are_filled_as_tomcat_fills_them() throws Exception {
        Files.writeString(
                conf.resolve("catalina.properties"), "ldap.host=a.example.org\nldap.url=ldap://${ldap.host}\n");
        Path file = server(ours("connectionURL=\"${ldap.url}\" roleName=\"${absent:-cn}\" userBase=\"${absent}\""
                + " connectionPassword=\"${file:/run/secrets/x}\" caCertificateFile=\"${catalina.base}/conf/ca.pem\""));
        assertThat(read(file, null, Map.of("absent", "variable")))
                .containsEntry("connectionURL", "ldap://a.example.org")
                .containsEntry("roleName", "cn")
                .containsEntry("userBase", "${absent}")
                .containsEntry("connectionPassword", "${file:/run/secrets/x}")
                .containsEntry("caCertificateFile", folder.toAbsolutePath() + "/conf/ca.pem");
    }

    @Test
    void variables_count_where_catalina_properties_says_so() throws Exception {
        Files.writeString(
                conf.resolve("catalina.properties"),
                "org.apache.tomcat.util.digester.PROPERTY_SOURCE="
                        + "org.apache.tomcat.util.digester.EnvironmentPropertySource\n");
        Path file = server(ours("userBase=\"${BASE}\" roleBase=\"${ring}\""));
        assertThat(read(file, null, Map.of("BASE", "dc=x", "ring", "a${ring}")))
                .containsEntry("userBase", "dc=x")
                .hasEntrySatisfying("roleBase", value -> assertThat(value).endsWith("${ring}"));
    }

    @Test
    void one_of_several_is_chosen_by_number() throws Exception {
        Path file = server(ours("connectionURL=\"ldap://a\""), ours("connectionURL=\"ldap://b\""));
        assertThat(read(file, 2, Map.of())).containsEntry("connectionURL", "ldap://b");
        assertThatThrownBy(() -> read(file, null, Map.of())).hasMessageContaining("--realm");
        assertThatThrownBy(() -> read(file, 3, Map.of())).hasMessageContaining("--realm");
    }

    @Test
    void a_file_without_a_realm_of_ours_says_what_is_there() throws Exception {
        Path file = server("<Realm className=\"org.apache.catalina.realm.JNDIRealm\"/>");
        assertThatThrownBy(() -> read(file, null, Map.of()))
                .hasMessageContaining("org.latchkey.tomcat.LdapRealm")
                .hasMessageContaining("JNDIRealm");
    }

    @Test
    void a_bare_ampersand_is_told_with_its_line_and_entities_are_not_followed() throws Exception {
        Path bare = server(ours("userSearch=\"(&(uid={0})(a=b))\""));
        assertThatThrownBy(() -> read(bare, null, Map.of())).hasMessageContaining("line 3");
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret-c4nary");
        Path entity = Files.writeString(
                conf.resolve("context.xml"),
                "<!DOCTYPE Context [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><Context>&x;</Context>");
        assertThatThrownBy(() -> read(entity, null, Map.of()))
                .hasMessageContaining("DOCTYPE")
                .hasMessageNotContaining("c4nary");
    }

    @Test
    void lint_reads_it_and_arguments_win_over_it() throws Exception {
        String file = server(ours("connectionURL=\"ldaps://a\" userSearch=\"(uid={0}\" userBase=\"dc=x\""))
                .toString();
        Ran wrong = Ran.with("lint", "--config", file);
        assertThat(wrong.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(wrong.out()).contains("userSearch is '(uid={0}'");
        assertThat(Ran.with("lint", "--config", file, "--set", "userSearch=(uid={0})")
                        .code())
                .isZero();
        assertThat(Ran.with("lint", "--config", conf.resolve("server.xml.bak").toString())
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }
}
