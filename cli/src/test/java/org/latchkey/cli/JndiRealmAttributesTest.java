package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every attribute of JNDIRealm: it stays, or it is said that it does not. */
class JndiRealmAttributesTest {

    /** What an administrator may have given, one for each attribute. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("connectionURL", "ldaps://a.example.org"),
            Map.entry("alternateURL", "ldaps://b.example.org"),
            Map.entry("connectionName", "cn=reader,dc=x"),
            Map.entry("connectionPassword", "${env:READER}"),
            Map.entry("connectionTimeout", "2000"),
            Map.entry("readTimeout", "3000"),
            Map.entry("connectionPoolSize", "4"),
            Map.entry("contextFactory", "com.sun.jndi.ldap.LdapCtxFactory"),
            Map.entry("authentication", "simple"),
            Map.entry("protocol", "ssl"),
            Map.entry("referrals", "ignore"),
            Map.entry("derefAliases", "never"),
            Map.entry("adCompat", "true"),
            Map.entry("userBase", "ou=people,dc=x"),
            Map.entry("userSearch", "(uid={0})"),
            Map.entry("userSubtree", "true"),
            Map.entry("userSearchAsUser", "false"),
            Map.entry("userPattern", "uid={0},ou=people,dc=x"),
            Map.entry("userPassword", "userPassword"),
            Map.entry("userRoleName", "memberOf"),
            Map.entry("userRoleAttribute", "gidNumber"),
            Map.entry("roleBase", "ou=groups,dc=x"),
            Map.entry("roleName", "cn"),
            Map.entry("roleSearch", "(member={0})"),
            Map.entry("roleSubtree", "true"),
            Map.entry("roleNested", "true"),
            Map.entry("roleSearchAsUser", "false"),
            Map.entry("commonRole", "known"),
            Map.entry("sizeLimit", "5"),
            Map.entry("timeLimit", "1000"),
            Map.entry("useStartTls", "false"),
            Map.entry("cipherSuites", "TLS_AES_128_GCM_SHA256"),
            Map.entry("sslProtocol", "TLSv1.3"),
            Map.entry("sslSocketFactory", "com.example.Sockets"),
            Map.entry("sslSocketFactoryClassName", "com.example.Sockets"),
            Map.entry("hostnameVerifierClassName", "com.example.Verifier"),
            Map.entry("useDelegatedCredential", "false"),
            Map.entry("spnegoDelegationQop", "auth"),
            Map.entry("useContextClassLoader", "false"),
            Map.entry("forceDnHexEscape", "true"),
            Map.entry("allRolesMode", "authOnly"),
            Map.entry("validate", "false"),
            Map.entry("x509UsernameRetrieverClassName", "com.example.Retriever"),
            Map.entry("stripRealmForGss", "false"),
            Map.entry("transportGuaranteeRedirectStatus", "303"),
            Map.entry("userAttributes", "mail"),
            Map.entry("realmPath", "/realm9"),
            Map.entry("throwOnFailure", "false"),
            Map.entry("debug", "99"));

    @TempDir
    private Path folder;

    static Set<String> attributes() {
        return VALUES.keySet();
    }

    @Test
    void there_is_a_row_for_each_that_the_converter_knows() {
        assertThat(VALUES.keySet()).containsAll(JndiRealmConverter.ATTRIBUTES);
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void none_is_lost_in_silence(String name) throws Exception {
        Conversion conversion = converted(Map.of(name, String.valueOf(VALUES.get(name))));
        String written = new ServerXmlForm().write(List.of(), conversion.settings(true));
        boolean kept = written.contains(" " + name + "=\"");
        boolean told = conversion.notes().stream().anyMatch(note -> note.text().contains(name));
        assertThat(kept || told).as(written).isTrue();
        if (kept) {
            assertThat(written).contains(name + "=\"" + VALUES.get(name) + "\"");
        }
    }

    /** With what it cannot be without. */
    @ParameterizedTest
    @MethodSource("attributes")
    void each_can_be_read_by_us_in_every_format(String name) throws Exception {
        Map<String, String> given = new LinkedHashMap<>(Map.of("connectionURL", "ldaps://a.example.org"));
        given.put(
                name.startsWith("userPattern") ? "commonRole" : "userSearch",
                name.startsWith("userPattern") ? "x" : "(uid={0})");
        given.put(name, String.valueOf(VALUES.get(name)));
        if (Set.of("connectionName", "authentication", "userPassword", "connectionPassword")
                .contains(name)) {
            given.put("connectionName", "cn=reader,dc=x");
            given.put("connectionPassword", "s3cret-c4nary");
        }
        if (name.equals("hostnameVerifierClassName")) {
            given.put("connectionURL", "ldap://a.example.org");
            given.put("useStartTls", "true");
        }
        Path file = Files.writeString(folder.resolve("realm.xml"), realm(given));
        for (FormName format : FormName.values()) {
            Ran ran = Ran.with("convert", file.toString(), "--format", format.toString());
            assertThat(ran.code()).as(name + ran.err()).isLessThanOrEqualTo(ExitCode.FAILED);
            assertThat(ran.out() + ran.err()).contains(name).doesNotContain("c4nary");
        }
    }

    private Conversion converted(Map<String, String> attributes) throws Exception {
        Path file = Files.writeString(folder.resolve("realm.xml"), realm(attributes));
        return JndiRealmConverter.convert(
                new ForeignFile(file, ConfigFile.text(file), new ConfigFile.Which(null, null), Map.of()));
    }

    private static String realm(Map<String, String> attributes) {
        return Stream.concat(
                                Stream.of("className=\"org.apache.catalina.realm.JNDIRealm\""),
                                attributes.entrySet().stream()
                                        .map(one -> one.getKey() + "=\"" + XmlText.attribute(one.getValue()) + "\""))
                        .reduce("<Realm", (all, one) -> all + " " + one)
                + "/>";
    }
}
