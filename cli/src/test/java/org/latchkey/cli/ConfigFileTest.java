package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of file that a configuration can stand in. */
class ConfigFileTest {

    private static final String CANARY = "s3cret-c4nary";

    /** A file with one key that is wrong, so that the refusal tells which place was read. */
    enum Kind {
        PROPERTIES("ldap.properties", "connectionURL=ldap://127.0.0.1\nuserSearch=%s\n", "tomcat"),
        SERVER(
                "server.xml",
                "<Server><Realm className=\"org.latchkey.tomcat.LdapRealm\" userSearch=\"%s\"/></Server>",
                "tomcat"),
        CONTEXT(
                "context.xml",
                "<Context><Realm className=\"org.latchkey.tomcat.LdapRealm\" userSearch=\"%s\"/></Context>",
                "tomcat"),
        PROVIDERS(
                "jaspic-providers.xml",
                "<jaspic-providers xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\">"
                        + "<provider name=\"a\" className=\"com.example.Other\" layer=\"HttpServlet\"/>"
                        + "<provider name=\"b\" className=\"org.latchkey.jaspic.LdapAuthConfigProvider\">"
                        + "<property name=\"userSearch\" value=\"%s\"/></provider></jaspic-providers>",
                "jaspic"),
        JAAS("login.conf", """
                /* ours */
                corp {
                  com.sun.security.auth.module.KeyStoreLoginModule optional;
                  org.latchkey.jaas.LdapLoginModule required userSearch="%s";
                };
                """, "jaas");

        private final String name;
        private final String text;
        private final String door;

        Kind(String name, String text, String door) {
            this.name = name;
            this.text = text;
            this.door = door;
        }
    }

    @TempDir
    private Path folder;

    private Path conf;

    @BeforeEach
    void makeConf() throws Exception {
        conf = Files.createDirectory(folder.resolve("conf"));
    }

    private String write(String name, String text) throws Exception {
        return Files.writeString(conf.resolve(name), text).toString();
    }

    private static String refusal(Map<String, String> environment, String... arguments) {
        String[] all = Stream.concat(Stream.of("lint"), Stream.of(arguments)).toArray(String[]::new);
        Ran ran = Ran.with(environment, "", all);
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(ExitCode.CONFIGURATION);
        return ran.out();
    }

    @ParameterizedTest
    @EnumSource
    void a_variable_wins_over_the_file_and_an_argument_over_both(Kind kind) throws Exception {
        String file = write(kind.name, kind.text.formatted("(file"));
        Map<String, String> variable = Map.of("LATCHKEY_USER_SEARCH", "(variable");
        assertThat(refusal(Map.of(), "--config", file)).contains("userSearch is '(file'");
        assertThat(refusal(variable, "--config", file))
                .contains("userSearch is '(variable'")
                .doesNotContain("(file");
        assertThat(refusal(variable, "--config", file, "--set", "userSearch=(argument"))
                .contains("userSearch is '(argument'")
                .doesNotContain("(variable")
                .doesNotContain("(file");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_in_it_tells_the_kind_and_not_its_name(Kind kind) throws Exception {
        String file = write("renamed.txt", kind.text.formatted("(file"));
        assertThat(refusal(Map.of(), "--config", file)).contains("userSearch is '(file'");
    }

    @ParameterizedTest
    @EnumSource
    void the_door_is_the_files_unless_another_is_said(Kind kind) throws Exception {
        String file = write(kind.name, kind.text.formatted("(uid={0})"));
        assertThat(Ran.with("lint", "--config", file).code()).isZero();
        Map<String, String> keyOfEach =
                Map.of("tomcat", "allRolesMode=strict", "jaspic", "priority=7", "jaas", "storePass=true");
        keyOfEach.forEach((door, key) -> {
            assertThat(Ran.with("lint", "--config", file, "--set", key).code())
                    .as(key)
                    .isEqualTo(door.equals(kind.door) ? ExitCode.FINE : ExitCode.CONFIGURATION);
            assertThat(Ran.with("lint", "--config", file, "--set", key, "--door", door)
                            .code())
                    .as(key)
                    .isZero();
        });
    }

    @Test
    void an_ampersand_of_an_xml_file_is_one() throws Exception {
        String written = "(&amp;(uid={0})(";
        for (Kind kind : new Kind[] {Kind.SERVER, Kind.CONTEXT, Kind.PROVIDERS}) {
            assertThat(refusal(Map.of(), "--config", write(kind.name, kind.text.formatted(written))))
                    .contains("userSearch is '(&(uid={0})('");
        }
    }

    @ParameterizedTest
    @CsvSource({"server.xml", "context.xml", "Catalina/localhost/app.xml"})
    void relative_paths_start_at_the_tomcat_that_the_file_belongs_to(String name) throws Exception {
        Path keys = Files.writeString(folder.resolve("keys.properties"), "userSearch=(relative\n");
        Files.createDirectories(conf.resolve(name).getParent());
        String file = write(
                name,
                "<Context><Realm className=\"org.latchkey.tomcat.LdapRealm\" configFile=\"keys.properties\"/></Context>");
        assertThat(refusal(Map.of(), "--config", file)).contains("userSearch is '(relative'");
        String named = write(
                name,
                "<Context><Realm className=\"org.latchkey.tomcat.LdapRealm\" configFile=\"${catalina.base}/keys.properties\"/></Context>");
        assertThat(refusal(Map.of(), "--config", named)).contains("in " + keys);
        assertThat(System.getProperty("catalina.base")).isNull();
    }

    @Test
    void relative_paths_of_secrets_and_in_the_named_file_start_there_too() throws Exception {
        Files.writeString(folder.resolve("password"), CANARY);
        Files.writeString(folder.resolve("rows"), "no row\n");
        Files.writeString(folder.resolve("keys.properties"), "roleMappingFile=rows\nuserSearch=(uid={0})\n");
        String file = write(
                "server.xml",
                "<Server><Realm className=\"org.latchkey.tomcat.LdapRealm\" configFile=\"keys.properties\""
                        + " connectionName=\"cn=r\" connectionPassword=\"${file:password}\"/></Server>");
        assertThat(refusal(Map.of(), "--config", file))
                .contains("roleMappingFile", "no row")
                .doesNotContain("connectionPassword");
    }

    @Test
    void a_base_that_is_said_stays() throws Exception {
        Files.createDirectory(folder.resolve("other"));
        Files.writeString(folder.resolve("other/keys.properties"), "userSearch=(other\n");
        Files.writeString(folder.resolve("keys.properties"), "userSearch=(beside\n");
        String file = write(
                "server.xml",
                "<Server><Realm className=\"org.latchkey.tomcat.LdapRealm\" configFile=\"keys.properties\"/></Server>");
        System.setProperty("catalina.base", folder.resolve("other").toString());
        try {
            assertThat(refusal(Map.of(), "--config", file)).contains("userSearch is '(other'");
            assertThat(System.getProperty("catalina.base")).endsWith("other");
        } finally {
            System.clearProperty("catalina.base");
        }
    }

    @Test
    void of_several_entries_one_is_asked_for_by_name() throws Exception {
        String file = write("login.conf", """
                a {
                  org.latchkey.jaas.LdapLoginModule required userSearch="(a";
                };
                // b { }
                "c d" {
                  org.latchkey.jaas.LdapLoginModule sufficient userSearch="(c";
                };
                none {
                  com.example.Other required;
                };
                """);
        Ran ran = Ran.with("lint", "--config", file);
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("--entry", "a, c d").doesNotContain("none");
        assertThat(refusal(Map.of(), "--config", file, "--entry", "a")).contains("userSearch is '(a'");
        assertThat(refusal(Map.of(), "--config", file, "--entry", "c d")).contains("userSearch is '(c'");
        assertThat(Ran.with("lint", "--config", file, "--entry", "none").err()).contains("a, c d");
    }

    @Test
    void a_jaas_file_that_the_jdk_refuses_is_told_without_what_is_in_it() throws Exception {
        Ran ran = Ran.with(
                "lint",
                "--config",
                write(
                        "login.conf",
                        "a {\n  org.latchkey.jaas.LdapLoginModule required\n  x=\"y\" connectionPassword " + CANARY
                                + ";\n};\n"));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("line 3").doesNotContain(CANARY);
        Ran reference = Ran.with(
                "lint",
                "--config",
                write(
                        "login.conf",
                        "a {\n  org.latchkey.jaas.LdapLoginModule required connectionPassword=\"${file:/x}\";\n};\n"));
        assertThat(reference.err()).contains("configFile");
    }

    @Test
    void a_providers_file_without_ours_says_what_is_there() throws Exception {
        Ran ran = Ran.with(
                "lint",
                "--config",
                write(
                        "jaspic-providers.xml",
                        "<jaspic-providers><provider className=\"com.example.Other\"/></jaspic-providers>"));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("org.latchkey.jaspic.LdapAuthConfigProvider", "com.example.Other");
    }

    @ParameterizedTest
    @CsvSource({"1h, false", "3601, true", "2h, true", "0, false"})
    void a_long_cache_is_warned_of(String life, boolean warned) {
        Ran ran = Ran.with(
                "lint",
                "--strict",
                "--set",
                "connectionURL=ldaps://ldap.example.org",
                "--set",
                "userPattern=uid={0},dc=x",
                "--set",
                "roleSearch=(member={0})",
                "--set",
                "roleName=cn",
                "--set",
                "roleExcludes=manager-*,admin-*",
                "--set",
                "roleNested=true",
                "--set",
                "groupCacheTtl=" + life);
        assertThat(ran.out().contains("groupCacheTtl")).as(ran.out()).isEqualTo(warned);
        assertThat(ran.code()).isEqualTo(warned ? ExitCode.FAILED : ExitCode.FINE);
    }
}
