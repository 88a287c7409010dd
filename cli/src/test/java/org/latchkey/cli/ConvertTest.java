package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Configurations of other products: what they become, what is said of the rest, and that no password is written. */
class ConvertTest {

    private static final String CANARY = "s3cret-c4nary";
    private static final Map<ConvertKind, String> FILES = Map.of(
            ConvertKind.JNDIREALM, "server.xml",
            ConvertKind.JETTY, "login.conf",
            ConvertKind.ELYTRON, "standalone.xml",
            ConvertKind.SPRING, "application.properties",
            ConvertKind.DJANGO, "settings.py",
            ConvertKind.GRAFANA, "ldap.toml");

    @TempDir
    private Path folder;

    static Path old(ConvertKind kind) {
        String name = String.valueOf(FILES.get(kind));
        URL found = Objects.requireNonNull(ConvertTest.class.getResource("convert/" + name), name);
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> everyKindInEveryFormat() {
        return Stream.of(ConvertKind.values())
                .flatMap(kind -> Stream.of(FormName.values())
                        .filter(format -> format != FormName.WILDFLY_CLI) // commands, which nothing of ours reads
                        .map(format -> Arguments.of(kind, format)));
    }

    private String keys(ConvertKind kind) {
        Ran ran = Ran.with("convert", old(kind).toString(), "--format", "properties");
        return withoutComments(ran.out());
    }

    private static String withoutComments(String out) {
        return out.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }

    /** Puts the password where the output says that it should be, and gives the file to the reader. */
    private Ran lint(FormName format, String converted) throws Exception {
        Path secret = Files.writeString(folder.resolve("ldap-reader"), CANARY);
        Path shared = folder.resolve("latchkey.properties");
        Files.writeString(shared, "connectionPassword=${file:" + secret + "}\n");
        Path file = Files.writeString(
                folder.resolve("converted.txt"),
                converted
                        .replace("/run/secrets/ldap-reader", secret.toString())
                        .replace("/etc/latchkey/latchkey.properties", shared.toString()));
        return Ran.with(
                "lint",
                "--config",
                file.toString(),
                "--door",
                format.form().door().name());
    }

    @ParameterizedTest
    @MethodSource("everyKindInEveryFormat")
    void what_comes_out_is_read_by_us_and_shows_no_password(ConvertKind kind, FormName format) throws Exception {
        Ran ran = Ran.with("convert", old(kind).toString(), "--format", format.toString());
        assertThat(ran.code()).as(ran.err()).isLessThanOrEqualTo(ExitCode.FAILED);
        assertThat(ran.out() + ran.err()).doesNotContain(CANARY).contains("/run/secrets/ldap-reader");
        Ran lint = lint(format, ran.out());
        assertThat(lint.code()).as(lint.out() + lint.err() + ran.out()).isZero();
        assertThat(lint.out()).doesNotContain(CANARY);
        ran.err()
                .lines()
                .filter(line -> !line.contains("--"))
                .forEach(note -> assertThat(ran.out()).contains(note));
    }

    @Test
    void a_jndi_realm_keeps_its_attributes() {
        Ran ran = Ran.with("convert", old(ConvertKind.JNDIREALM).toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).endsWith("""
                <Realm className="org.latchkey.tomcat.LdapRealm"
                       connectionName="cn=reader,ou=services,dc=example,dc=org"
                       connectionPassword="${file:/run/secrets/ldap-reader}"
                       connectionPoolSize="1"
                       connectionURL="ldaps://ldap1.example.org ldaps://ldap2.example.org"
                       referrals="follow"
                       roleBase="ou=groups,dc=example,dc=org"
                       roleName="cn"
                       roleNested="true"
                       roleSearch="(|(member={0})(memberUid={1}))"
                       roleSubtree="false"
                       userAttributes="mail,cn"
                       userBase="ou=people,dc=example,dc=org"
                       userSearch="(&amp;(objectClass=inetOrgPerson)(|(uid={0})(mail={0})))"
                       userSubtree="true"/>
                """);
        assertThat(ran.err())
                .contains(
                        "rolSearch = \"(member={0})\"",
                        "debug = \"99\"",
                        "roleSubtree = \"yes\" was false",
                        "LockOutRealm",
                        "{1} of roleSearch",
                        "roleNestedDepth",
                        "connectionPoolSize=\"1\"",
                        "referrals",
                        "manager-gui");
    }

    @Test
    void jettys_module_becomes_ours() {
        Ran ran = Ran.with("convert", old(ConvertKind.JETTY).toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).endsWith("""
                // /etc/latchkey/latchkey.properties is to hold what cannot stand here:
                //     connectionPassword=${file:/run/secrets/ldap-reader}
                corp {
                    org.latchkey.jaas.LdapLoginModule required
                        configFile="/etc/latchkey/latchkey.properties"
                        connectionURL="ldaps://ldap.example.org:636"
                        connectionName="cn=portal,ou=services,dc=example,dc=org"
                        authentication="simple"
                        userBase="ou=people,dc=example,dc=org"
                        userSubtree="true"
                        userLoginAttribute="uid"
                        userObjectClass="inetOrgPerson"
                        roleBase="ou=groups,dc=example,dc=org"
                        roleSubtree="true"
                        roleSearch="(member={0})"
                        roleObjectClass="groupOfNames"
                        roleName="cn";
                };
                """);
        assertThat(ran.err()).contains("userRdnAttribute", "forceBindingLogin", "userPasswordAttribute", "debug");
    }

    @Test
    void wildflys_realm_becomes_ours() {
        assertThat(keys(ConvertKind.ELYTRON)).isEqualTo("""
                connectionURL=ldaps://ldap.example.org
                connectionName=cn=reader,ou=services,dc=example,dc=org
                connectionTimeout=3000
                connectionPassword=${file:/run/secrets/ldap-reader}
                userBase=ou=people,dc=example,dc=org
                userSubtree=true
                userSearch=(&(objectClass=person)(uid={0}))
                userNameAttribute=uid
                roleBase=ou=groups,dc=example,dc=org
                roleSubtree=true
                roleSearch=(&(objectClass=groupOfNames)(member={0}))
                roleName=cn
                roleNested=true
                roleNestedDepth=4
                userAttributes=email=mail
                """);
    }

    @Test
    void springs_properties_become_ours() {
        Ran ran = Ran.with("convert", old(ConvertKind.SPRING).toString());
        assertThat(withoutComments(ran.out())).isEqualTo("""
                connectionURL=ldaps://ldap1.example.org ldaps://ldap2.example.org
                connectionName=cn=reader,ou=services,dc=example,dc=org
                connectionPassword=${file:/run/secrets/ldap-reader}
                connectionTimeout=2500
                userBase=ou=people,dc=example,dc=org
                userSearch=(uid={0})
                userSubtree=true
                roleBase=ou=groups,dc=example,dc=org
                roleSearch=(member={0})
                roleName=cn
                roleSubtree=false
                roleCase=upper
                rolePrefix=ROLE_
                """);
        assertThat(ran.err()).contains("lost: not converted: spring.security.ldap.vault-path");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void djangos_settings_become_ours_and_a_query_of_groups_is_told_as_lost() {
        Ran ran = Ran.with("convert", old(ConvertKind.DJANGO).toString());
        assertThat(withoutComments(ran.out())).isEqualTo("""
                connectionURL=ldaps://ldap1.example.org ldaps://ldap2.example.org
                connectionName=cn=shop,ou=services,dc=example,dc=org
                connectionPassword=${file:/run/secrets/ldap-reader}
                userBase=ou=people,dc=example,dc=org
                userSearch=(uid={0})
                userScope=subtree
                userBase.2=ou=partners,dc=example,dc=org
                userSearch.2=(mail={0})
                userScope.2=one
                roleBase=ou=groups,dc=example,dc=org
                roleSubtree=true
                groupType=member
                roleName=cn
                roleFilter=(objectClass=groupOfNames)
                requireGroup=write-this-rule-by-hand
                denyGroup="cn=gone,ou=groups,dc=example,dc=org"
                roleMapping="cn=office,ou=groups,dc=example,dc=org" -> is_staff; "cn=root,ou=groups,dc=example,dc=org" -> is_superuser; "cn=ops,ou=groups,dc=example,dc=org" -> is_superuser
                userAttributes=first_name=givenName, email=mail
                """);
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err())
                .contains("lost: not converted: AUTH_LDAP_REQUIRE_GROUP")
                .contains("lost: not converted: AUTH_LDAP_START_TLS")
                .contains("OPT_X_TLS_REQUIRE_CERT", "OPT_REFERRALS", "AUTH_LDAP_MIRROR_GROUPS");
    }

    @Test
    void grafanas_mappings_say_who_gets_in() {
        assertThat(keys(ConvertKind.GRAFANA)).isEqualTo("""
                connectionURL=ldaps://ldap1.example.org:636 ldaps://ldap2.example.org:636
                connectionName=cn=grafana,ou=services,dc=example,dc=org
                connectionPassword=${file:/run/secrets/ldap-reader}
                userBase=ou=people,dc=example,dc=org
                userBase.2=ou=partners,dc=example,dc=org
                userSubtree=true
                userSearch=(uid={0})
                userNameAttribute=uid
                roleBase=ou=groups,dc=example,dc=org
                roleSubtree=true
                roleSearch=(&(objectClass=groupOfNames)(member={0}))
                roleName=cn
                roleMapping="cn=ops,ou=groups,dc=example,dc=org" -> Admin, grafana_admin; "cn=office,ou=groups,dc=example,dc=org" -> Viewer
                roleMappingOnly=true
                requireGroup="cn=ops,ou=groups,dc=example,dc=org" | "cn=office,ou=groups,dc=example,dc=org"
                userAttributes=name=givenName, surname=sn, email=mail
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hostname=\"a\" port=\"0\"                  | connectionURL=ldap://a",
                "hostname=\"::1\" port=\"389\"              | connectionURL=ldap://[::1]:389",
                "port=\"389\"                               | connectionURL=ldap://localhost:389",
                "hostname=\"a\" port=\"1\" useLdaps=\"true\"| connectionURL=ldaps://a:1",
                "userIdAttribute=\"mail\"                   | userLoginAttribute=mail",
                "forceBindingLogin=\"false\"                | userLoginAttribute=cn",
                "userObjectClass=\"account\"                | userObjectClass=account",
                "roleBaseDn=\"o=x\"                         | roleSearch=(uniqueMember={0})",
                "roleBaseDn=\"o=x\"                         | roleObjectClass=groupOfUniqueNames",
                "roleBaseDn=\"o=x\"                         | roleName=roleName",
                "roleBaseDn=\"o=x\" rolePrefix=\"app_\"     | roleMapping=app_* -> $1",
                "roleBaseDn=\"o=x\" rolePrefix=\"app_\"     | roleExcludes=app_*",
                "roleBaseDn=\"o=x\" nestedGroups=\"true\"   | roleNested=true"
            })
    void jettys_options_and_their_defaults_have_a_key(String options, String line) throws Exception {
        Ran ran = jetty(options);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines()).contains(line);
    }

    @ParameterizedTest
    @CsvSource({
        "userPasswordAttribute=\"pin\", userPasswordAttribute",
        "contextFactory=\"com.example.Other\", contextFactory",
        "supplementalRoles=\"user\", supplementalRoles",
        "roleBaseDn=\"o=x\" rolePrefix=\"a*\", rolePrefix"
    })
    void what_jettys_file_loses_is_told_by_the_exit_code(String options, String name) throws Exception {
        Ran ran = jetty(options);
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("lost: not converted: " + name);
    }

    private Ran jetty(String options) throws Exception {
        Path file = Files.writeString(
                folder.resolve("login.conf"),
                "x { org.eclipse.jetty.jaas.spi.LdapLoginModule required " + options + "; };\n");
        return Ran.with("convert", file.toString(), "--format", "properties");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "direct-verification=\"true\" allow-blank-password=\"true\" | rdn-identifier=\"uid\" | allow-blank-password",
                "direct-verification=\"true\" mystery=\"1\"              | rdn-identifier=\"uid\" | mystery",
                "direct-verification=\"true\"                              | rdn-identifier=\"uid\" odd=\"1\" | odd"
            })
    void what_wildflys_file_loses_is_told_by_the_exit_code(String realm, String identity, String name)
            throws Exception {
        Ran ran = elytron(realm, identity, "");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("lost: not converted: " + name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=\"memberOf\" to=\"Roles\" extract-rdn=\"CN\" | userRoleName=memberOf | userRoleNameFormat=rdn",
                "from=\"cn\" to=\"Roles\" reference=\"memberOf\"   | userRoleName=memberOf | userRoleNameFormat=rdn",
                "from=\"employeeType\" to=\"Roles\"                | userRoleName=employeeType | connectionURL=ldap://a",
                "from=\"mail\"                                     | userAttributes=mail | connectionURL=ldap://a"
            })
    void wildflys_attributes_are_roles_or_the_principals(String attribute, String one, String other) throws Exception {
        Ran ran = elytron(
                "direct-verification=\"true\"",
                "rdn-identifier=\"uid\" search-base-dn=\"o=x\"",
                "<attribute-mapping><attribute " + attribute + "/></attribute-mapping>");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines()).contains(one, other);
    }

    private Ran elytron(String realm, String identity, String inside) throws Exception {
        Path file = Files.writeString(
                folder.resolve("part.xml"),
                "<ldap-realm name=\"r\" dir-context=\"d\" " + realm + "><identity-mapping " + identity + ">" + inside
                        + "</identity-mapping></ldap-realm><dir-context name=\"d\" url=\"ldap://a\"/>");
        return Ran.with("convert", file.toString());
    }

    @Test
    void a_realm_of_wildflys_without_its_servers_says_what_to_write() throws Exception {
        Path file = Files.writeString(
                folder.resolve("part.xml"),
                "<ldap-realm name=\"r\" dir-context=\"d\"><identity-mapping rdn-identifier=\"uid\"/></ldap-realm>");
        Ran ran = Ran.with("convert", file.toString());
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("lost: the dir-context \"d\"");
    }

    @Test
    void templates_and_a_base_of_springs_are_whole_dns() throws Exception {
        Path file = Files.writeString(folder.resolve("application.properties"), """
                spring.ldap.urls=ldap://a:389/dc=example,dc=org
                spring.security.ldap.userDnPatterns=uid={0},ou=people
                spring.security.ldap.password=${LDAP_PASSWORD}
                spring.security.ldap.managerDn=cn=r
                """);
        Ran ran = Ran.with("convert", file.toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines())
                .contains(
                        "connectionURL=ldap://a:389",
                        "userPattern=uid={0},ou=people,dc=example,dc=org",
                        "connectionName=cn=r",
                        "connectionPassword=${env:LDAP_PASSWORD}");
    }

    @Test
    void a_mapping_of_grafanas_for_everybody_asks_for_no_group() throws Exception {
        Path file = Files.writeString(folder.resolve("ldap.toml"), """
                [[servers]]
                host = 'a'
                bind_dn = 'uid=%s,o=x'
                search_base_dns = ['o=x']
                search_filter = '(uid=%s)'
                [servers.attributes]
                member_of = 'memberOf'
                username = 'uid'
                [[servers.group_mappings]]
                group_dn = '*'
                org_role = 'Viewer'
                """);
        Ran ran = Ran.with("convert", file.toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines())
                .contains("connectionName=uid={0},o=x", "userRoleName=memberOf", "roleMapping=* -> Viewer")
                .noneMatch(line -> line.startsWith("requireGroup"));
    }

    @Test
    void of_several_entries_of_jettys_one_is_asked_for() throws Exception {
        String module = " { org.eclipse.jetty.jaas.spi.LdapLoginModule required hostname=\"%s\" port=\"389\"; };\n";
        Path file = Files.writeString(
                folder.resolve("login.conf"), "a" + module.formatted("one") + "b" + module.formatted("two"));
        assertThat(Ran.with("convert", file.toString()).err()).contains("--entry", "a, b");
        assertThat(Ran.with("convert", file.toString(), "--entry", "b").out()).contains("ldap://two:389");
    }

    @Test
    void a_realm_alone_is_enough_and_several_are_chosen_from() throws Exception {
        String realm = "<Realm className=\"org.apache.catalina.realm.JNDIRealm\" connectionURL=\"ldap://%s\""
                + " userPattern=\"uid={0},dc=x\"/>\n";
        Path one = Files.writeString(folder.resolve("one"), realm.formatted("a"));
        assertThat(Ran.with("convert", one.toString()).out()).contains("connectionURL=\"ldap://a\"");
        Path two = Files.writeString(folder.resolve("two"), realm.formatted("a") + realm.formatted("b"));
        assertThat(Ran.with("convert", two.toString()).err()).contains("--realm");
        assertThat(Ran.with("convert", two.toString(), "--realm", "2").out()).contains("connectionURL=\"ldap://b\"");
    }

    @Test
    void a_stored_passwords_handler_stays_and_is_lost_at_another_door() throws Exception {
        Path file = Files.writeString(
                folder.resolve("context.xml"),
                "<Context><Realm className=\"org.apache.catalina.realm.JNDIRealm\" userPattern=\"uid={0},dc=x\""
                        + " userPassword=\"userPassword\" connectionName=\"cn=r\" connectionPassword=\"" + CANARY
                        + "\">"
                        + "<CredentialHandler className=\"org.apache.catalina.realm.NestedCredentialHandler\">"
                        + "<CredentialHandler className=\"a.B\" algorithm=\"SHA-1\"/></CredentialHandler></Realm></Context>");
        Ran xml = Ran.with("convert", file.toString());
        assertThat(xml.code()).isZero();
        assertThat(xml.out())
                .contains("><CredentialHandler algorithm=\"SHA-1\" className=\"a.B\"/></CredentialHandler>\n</Realm>");
        Ran jaas = Ran.with("convert", file.toString(), "--format", "jaas");
        assertThat(jaas.code()).isEqualTo(ExitCode.FAILED);
        assertThat(jaas.err()).contains("lost: not converted: userPassword");
        assertThat(xml.out() + xml.err() + jaas.out() + jaas.err()).doesNotContain(CANARY);
    }

    @Test
    void what_tomcat_fills_in_stays_where_tomcat_reads_it() throws Exception {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("catalina.properties"), "ldap.url=ldaps://a.example.org\nldap.password=" + CANARY + "\n");
        String file = Files.writeString(
                        conf.resolve("server.xml"),
                        "<Server><Realm className=\"org.apache.catalina.realm.JNDIRealm\" connectionURL=\"${ldap.url}\""
                                + " connectionName=\"cn=r\" connectionPassword=\"${ldap.password}\""
                                + " userPattern=\"uid={0},dc=x\"/></Server>")
                .toString();
        Ran xml = Ran.with("convert", file);
        assertThat(xml.out()).contains("connectionURL=\"${ldap.url}\"", "connectionPassword=\"${ldap.password}\"");
        Ran properties = Ran.with("convert", file, "--format", "properties");
        assertThat(properties.out())
                .contains("connectionURL=ldaps://a.example.org", "connectionPassword=${file:/run/secrets/ldap-reader}");
        assertThat(xml.out() + xml.err() + properties.out() + properties.err()).doesNotContain(CANARY);
    }

    @Test
    void what_our_reader_refuses_is_told_by_its_key_and_nothing_is_written() throws Exception {
        Path file = Files.writeString(
                folder.resolve("context.xml"),
                "<Context><Realm className=\"org.apache.catalina.realm.JNDIRealm\" connectionPassword=\"" + CANARY
                        + "\" connectionName=\"cn=r\" userSearch=\"(uid=alice)\" sizeLimit=\"many\"/></Context>");
        Ran ran = Ran.with("convert", file.toString());
        assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("userSearch is '(uid=alice)'", "sizeLimit is 'many'")
                .doesNotContain(CANARY);
    }

    @Test
    void a_file_that_is_nobodys_and_one_that_is_not_there_are_wrong_command_lines() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "password = " + CANARY);
        Ran nobodys = Ran.with("convert", file.toString());
        assertThat(nobodys.code()).isEqualTo(ExitCode.USAGE);
        assertThat(nobodys.err()).contains("--from").doesNotContain(CANARY);
        for (ConvertKind kind : ConvertKind.values()) {
            Ran forced = Ran.with("convert", "--from", kind.toString(), file.toString());
            assertThat(forced.code()).as(kind.toString()).isEqualTo(ExitCode.USAGE);
            assertThat(forced.err()).doesNotContain(CANARY);
        }
        assertThat(Ran.with("convert", folder.resolve("absent").toString()).code())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Ran.with("convert").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void entities_are_not_followed() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), CANARY);
        Path file = Files.writeString(
                folder.resolve("context.xml"),
                "<!DOCTYPE Context [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><Context><Realm className="
                        + "\"org.apache.catalina.realm.JNDIRealm\" userPattern=\"uid={0},dc=x\"/>&x;</Context>");
        Ran ran = Ran.with("convert", file.toString());
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("DOCTYPE");
        assertThat(ran.out() + ran.err()).doesNotContain(CANARY);
    }

    @Test
    void what_would_end_a_comment_does_not() throws Exception {
        Path file = Files.writeString(
                folder.resolve("context.xml"),
                "<Context><Realm className=\"org.apache.catalina.realm.JNDIRealm\" userPattern=\"uid={0},dc=x\""
                        + " odd=\"--&gt;&lt;Realm/&gt;&#10;next---\"/></Context>");
        for (FormName format : EnumSet.complementOf(EnumSet.of(FormName.WILDFLY_CLI))) {
            Ran ran = Ran.with("convert", file.toString(), "--format", format.toString());
            Ran lint = lint(format, ran.out());
            assertThat(lint.code()).as(lint.out() + lint.err() + ran.out()).isZero();
        }
    }

    @Test
    void a_url_with_a_password_in_it_is_not_repeated() throws Exception {
        Path file = Files.writeString(
                folder.resolve("context.xml"),
                "<Context><Realm className=\"org.apache.catalina.realm.JNDIRealm\" userPattern=\"uid={0},dc=x\""
                        + " connectionURL=\"ldap://reader:" + CANARY + "@a.example.org:389\"/></Context>");
        Ran ran = Ran.with("convert", file.toString());
        assertThat(ran.out()).contains("connectionURL=\"ldap://a.example.org:389\"");
        assertThat(ran.out() + ran.err()).doesNotContain(CANARY);
    }
}
