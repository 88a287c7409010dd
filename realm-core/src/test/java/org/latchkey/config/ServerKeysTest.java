package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;

class ServerKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "ldap://localhost -> ldap://localhost:389",
                "ldaps://a.example -> ldaps://a.example:636",
                "LDAPS://A.Example:1636 -> ldaps://a.example:1636",
                "ldap://a:1 ldaps://b:2 -> ldap://a:1 ldaps://b:2",
                "ldap://a:1,ldaps://b:2 -> ldap://a:1 ldaps://b:2",
                "ldap://a:1 , ldaps://b:2 -> ldap://a:1 ldaps://b:2",
                "ldap://a/dc=x,dc=y,ldap://b/dc=x,dc=y -> ldap://a:389 ldap://b:389",
                "ldap://[::1]:1389 -> ldap://[::1]:1389",
                "ldap://[fe80::1%eth9] -> ldap://[fe80::1%eth9]:389",
                "ldap://127.0.0.1 ldap://127.0.0.1:389 -> ldap://127.0.0.1:389",
                "ldap:/// -> ldap://localhost:389",
                "ldaps:///o=x -> ldaps://localhost:636",
                "ldap://:1389/dc=x -> ldap://localhost:1389",
                "ldap:///dc=corp,dc=example -> ldap:/// (_ldap._tcp.corp.example)",
                "ldap:///ou=a,dc=corp,dc=example -> ldap:/// (_ldap._tcp.corp.example)",
                "ldaps:///DC=corp,DC=example -> ldaps:/// (_ldap._tcp.corp.example)",
            })
    void urls_are_read_each_with_its_own_scheme_and_port(String text, String expected) throws Exception {
        assertThat(servers("connectionURL", text))
                .containsExactlyElementsOf(Arrays.asList(expected.split(" (?=ldap)")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "http://a -> only ldap:// and ldaps:// are spoken",
                "ldapi://%2Ftmp%2Fsock -> only ldap:// and ldaps:// are spoken",
                "localhost -> only ldap:// and ldaps:// are spoken",
                "ldap:/a -> only ldap:// and ldaps:// are spoken",
                "ldap://a?cn -> search parts",
                "ldap://a/dc=x??sub?(uid=x) -> search parts",
                "ldap://a/dc=x#y -> search parts",
                "ldap://a:0 -> a port that is not from 1 to 65535",
                "ldap://a:65536 -> a port that is not from 1 to 65535",
                "ldap://a: -> no host and port",
                "ldap://a:x -> no host and port",
                "ldap://a_b!c -> no host and port",
                "ldap://::1 -> no host and port",
                "ldap://a,b -> no host and port",
                "ldap://[1::2::3] -> no IPv6 address",
                "ldap://a/people -> 'people' is not a distinguished name",
                "ldap://a/dc=%zz -> bad percent escape",
                "ldap://a/dc=%ff -> percent escapes that are not UTF-8",
                "ldap://a ldapx://b -> 'ldapx://b' is no URL",
            })
    void a_url_that_cannot_be_used_is_refused(String text, String reason) {
        assertThat(Readings.problems("userSearch", "(uid={0})", "connectionURL", text))
                .singleElement()
                .asString()
                .startsWith("connectionURL is '" + text + "', but must be one or more URLs")
                .contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ldap://cn=a:service-c4nary@host", "ldap://a:x/service-c4nary@b", "ldapx://a:service-c4nary@b"})
    void a_url_with_a_password_is_refused_and_not_shown(String text) {
        assertThat(Readings.problems("userSearch", "(uid={0})", "connectionURL", text))
                .singleElement()
                .asString()
                .startsWith("connectionURL is set, but must be")
                .contains("belongs into connectionName and connectionPassword")
                .doesNotContain("c4nary");
    }

    @Test
    void alternates_come_after_and_may_be_several() throws Exception {
        assertThat(servers(
                        "connectionURL", "ldap://localhost:1", "alternateURL", "ldap://localhost:2 ldap://localhost:3"))
                .containsExactly("ldap://localhost:1", "ldap://localhost:2", "ldap://localhost:3");
        assertThat(servers("alternateURL", "ldap://localhost:2"))
                .containsExactly("ldap://localhost:389", "ldap://localhost:2");
    }

    @Test
    void a_percent_encoded_dn_is_the_root() throws Exception {
        assertThat(root("ldap://localhost/ou=a%20b%5C,c%2Co=%C3%A9+l=x")).isEqualTo(Dn.parse("ou=a b\\,c,o=é+l=x"));
        assertThat(Readings.read("userSearch", "(uid={0})", "connectionURL", "ldap:///dc=corp,dc=example")
                        .realm()
                        .roles()
                        .places()
                        .get(0)
                        .root())
                .isEqualTo(Dn.parse("dc=corp,dc=example"));
    }

    @Test
    void every_url_must_have_the_same_root() {
        assertThat(Readings.problems(
                        "userSearch", "(uid={0})",
                        "connectionURL", "ldap://localhost:1/dc=x ldap://localhost:2/DC=X",
                        "alternateURL", "ldap://localhost:3"))
                .containsExactly(
                        "connectionURL is 'ldap://localhost:1/dc=x ldap://localhost:2/DC=X' and alternateURL is"
                                + " 'ldap://localhost:3', but every URL must have the same DN, because bases stand below it: found"
                                + " 'dc=x', ''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Default-First-Site-Name", " berlin ", "s1", "_x", "a-b"})
    void the_servers_of_a_site_come_from_records_of_its_own(String site) throws Exception {
        assertThat(servers("connectionURL", "ldap:///dc=corp,dc=example ldap://a/dc=corp,dc=example", "site", site))
                .containsExactly("ldap:/// (_ldap._tcp." + site.strip() + "._sites.corp.example)", "ldap://a:389");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "-a", "a-", "a b", "ä", "a/b", "*"})
    void a_site_that_is_no_dns_label_is_refused(String site) {
        assertThat(Readings.problems(
                        "userSearch", "(uid={0})", "connectionURL", "ldap:///dc=corp,dc=example", "site", site))
                .containsExactly("site is '" + site + "', but must be one DNS label such as Default-First-Site-Name");
        assertThat(Readings.problems(
                        "userSearch",
                        "(uid={0})",
                        "connectionURL",
                        "ldap:///dc=corp,dc=example",
                        "site",
                        "x".repeat(64)))
                .hasSize(1);
    }

    @Test
    void a_site_without_servers_from_dns_is_refused_because_it_would_do_nothing() {
        assertThat(Readings.problems("userSearch", "(uid={0})", "connectionURL", "ldap://a", "site", "berlin"))
                .containsExactly("site is 'berlin', but must be left out unless connectionURL asks DNS for the servers,"
                        + " as ldap:///dc=corp,dc=example does");
    }

    @Test
    void ssl_as_protocol_turns_every_url_into_tls() throws Exception {
        assertThat(servers("connectionURL", "ldap://a ldap://b:1389 ldap:///", "protocol", "ssl"))
                .containsExactly("ldaps://a:636", "ldaps://b:1389", "ldaps://localhost:636");
    }

    @Test
    void another_protocol_is_refused_because_it_would_do_nothing() {
        assertThat(Readings.problems("userSearch", "(uid={0})", "protocol", "TLS"))
                .containsExactly(
                        "protocol is 'TLS', but must be ssl: the JDK ignores every other word, and the connection"
                                + " would stay in clear text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ldap://dc1.example",
                "ldap://10.0.0.1",
                "ldap://[2001:db8::1]",
                "ldap:///dc=x",
                "ldap://127.evil.example"
            })
    void clear_text_off_this_machine_warns_at_each_start(String url) throws Exception {
        assertThat(Readings.warnings("userSearch", "(uid={0})", "connectionURL", url))
                .singleElement()
                .asString()
                .startsWith("passwords travel in clear text to ldap://")
                .endsWith("use ldaps:// or useStartTls");
        assertThat(Readings.warnings("userSearch", "(uid={0})", "connectionURL", url, "useStartTls", "true"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ldap://localhost",
                "ldap://127.0.0.1",
                "ldap://127.1.2.3:1389",
                "ldap://[::1]",
                "ldap://[0:0:0:0:0:0:0:1]",
                "ldap://a.localhost",
                "ldaps://dc1.example"
            })
    void clear_text_on_this_machine_does_not_warn(String url) throws Exception {
        assertThat(Readings.warnings("userSearch", "(uid={0})", "connectionURL", url))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "connectionTimeout -> 250 -> 250",
                "readTimeout -> 250ms -> 250",
                "readTimeout -> 30s -> 30000",
                "timeLimit -> 1500 -> 1500",
                "timeLimit -> 0 -> 0",
                "rememberDn -> 0 -> 0",
                "rememberDn -> 90 -> 90000",
                "rememberDn -> 10m -> 600000",
                "loginTimeout -> 7 -> 7000",
                "loginTimeout -> 5m -> 300000",
                "loginTimeout -> 1h -> 3600000",
                "loginTimeout -> PT30S -> 30000",
            })
    void times_have_units_and_bare_numbers_mean_what_they_always_meant(String key, String text, long millis)
            throws Exception {
        ConfigValues values =
                Readings.read("userSearch", "(uid={0})", key, text).values();

        assertThat(values.duration(ConfigKey.of(key).orElseThrow()).toMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "-5s", "0s", "PT0S", "PT-1S", "PT0.0001S", "2d", "25h", "99999999999", "9999999999h"})
    void a_time_without_end_is_refused(String text) {
        for (String key : List.of("connectionTimeout", "readTimeout", "loginTimeout")) {
            assertThat(Readings.problems("userSearch", "(uid={0})", key, text))
                    .singleElement()
                    .asString()
                    .startsWith(key + " is '" + text + "', but must be a time such as 500ms, 30s, 5m, 1h or PT30S");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-5s", "PT-1S", "25h", "never"})
    void a_time_that_may_be_nothing_is_still_no_less_and_no_more_than_a_day(String text) {
        assertThat(Readings.problems("userSearch", "(uid={0})", "rememberDn", text))
                .singleElement()
                .asString()
                .startsWith("rememberDn is '" + text + "', but must be a time such as 500ms")
                .contains("at most a day (a bare number means seconds, 0 switches it off)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5 s", "5S", "five", "5.5", "٥", "0x5", "+5"})
    void what_is_no_time_is_refused(String text) {
        assertThat(Readings.problems("userSearch", "(uid={0})", "readTimeout", text))
                .singleElement()
                .asString()
                .contains("at most a day (a bare number means milliseconds)");
    }

    @ParameterizedTest
    @CsvSource({"1,16", "2,2", "1000,1000"})
    void a_pool_of_one_leaves_the_choice_to_us(String given, int expected) throws Exception {
        assertThat(Readings.read("userSearch", "(uid={0})", "connectionPoolSize", given)
                        .realm()
                        .directory()
                        .pools())
                .isEqualTo(new PoolConfig(expected, expected));
    }

    @ParameterizedTest
    @CsvSource({"true,389,636", "true,3268,3269", "true,7636,7636", "false,389,389"})
    void dns_gives_the_ports_of_plain_ldap_and_ldaps_means_those_beside_them(boolean tls, int recorded, int meant) {
        assertThat(ServerUrl.srv(tls, "corp.test").found("dc1.corp.test", recorded))
                .isEqualTo(ServerUrl.of(tls, "dc1.corp.test", meant));
    }

    @Test
    void the_pools_have_sizes_of_their_own() throws Exception {
        PoolConfig pools = Readings.read("userSearch", "(uid={0})", "maxConnections", "5", "maxBindConnections", "3")
                .realm()
                .directory()
                .pools();
        assertThat(pools).isEqualTo(new PoolConfig(5, 3));
        assertThat(pools.logins()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxConnections", "maxBindConnections"})
    void the_old_and_a_new_name_of_the_pools_size_exclude_each_other(String key) {
        assertThat(Readings.problems("userSearch", "(uid={0})", key, "5", "connectionPoolSize", "4"))
                .singleElement()
                .asString()
                .contains(key + " is '5' while connectionPoolSize is '4'");
    }

    @ParameterizedTest
    @CsvSource({"ordered,ORDERED", "roundRobin,ROUND_ROBIN", "RANDOM,RANDOM"})
    void servers_are_chosen_in_one_of_three_orders(String given, ServerPolicy.Order expected) throws Exception {
        assertThat(Readings.read("userSearch", "(uid={0})", "serverOrder", given, "serverRetryInterval", "7")
                        .realm()
                        .directory()
                        .policy())
                .isEqualTo(new ServerPolicy(expected, Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @CsvSource({
        "maxConnections,0",
        "maxBindConnections,0",
        "serverOrder,sorted",
        "serverRetryInterval,0",
        "connectionPoolSize,0",
        "connectionPoolSize,-1",
        "connectionPoolSize,1001",
        "connectionPoolSize,8.0",
        "connectionPoolSize,eight",
        "connectionPoolSize,99999999999999999999",
        "sizeLimit,-1",
        "sizeLimit,2147483648",
        "maxUsernameLength,0",
        "maxUsernameLength,4097",
        "transportGuaranteeRedirectStatus,200",
        "transportGuaranteeRedirectStatus,304",
    })
    void a_number_out_of_range_is_refused(String key, String text) {
        assertThat(Readings.problems("userSearch", "(uid={0})", key, text))
                .singleElement()
                .asString()
                .startsWith(key + " is '" + text + "', but must be ")
                .contains(ConfigKey.of(key).orElseThrow().accepted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adCompat",
                "useStartTls",
                "userSubtree",
                "userSearchAsUser",
                "roleSubtree",
                "roleNested",
                "roleSearchAsUser",
                "forceDnHexEscape",
                "equalTiming",
                "overlap",
                "useDelegatedCredential",
                "useContextClassLoader",
                "validate",
                "stripRealmForGss",
                "throwOnFailure"
            })
    void only_true_and_false_are_truth_values(String key) {
        for (String text : List.of("yes", "1", "TRUE", "True", "on", "tru", "\uff54rue")) {
            assertThat(Readings.problems("userSearch", "(uid={0})", key, text))
                    .containsExactly(key + " is '" + text + "', but must be true or false");
        }
        assertThat(Readings.problems("userSearch", "(uid={0})", key, " false ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "derefAliases -> sometimes -> always, never, finding or searching",
                "referrals -> \u0131gnore -> ignore, throw or follow",
                "allRolesMode -> lax -> strict, authOnly or strictAuthOnly",
                "spnegoDelegationQop -> conf -> auth, auth-int, auth-conf",
                "principalName -> upn -> canonical or typed",
                "contextFactory -> com.acme.Factory -> com.sun.jndi.ldap.LdapCtxFactory",
            })
    void a_word_that_is_no_choice_is_refused(String key, String text, String accepted) {
        assertThat(Readings.problems("userSearch", "(uid={0})", key, text))
                .singleElement()
                .asString()
                .startsWith(key + " is '" + text + "', but must be " + accepted);
    }

    @Test
    void a_choice_is_taken_in_any_case_on_any_machine() throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            ConfigValues values = Readings.read(
                            "userSearch", "(UID={0})",
                            "derefAliases", "FINDING",
                            "allRolesMode", "AUTHONLY",
                            "referrals", "IGNORE",
                            "connectionURL", "LDAPS://DIRECTORY.EXAMPLE",
                            "spnegoDelegationQop", "AUTH-INT, auth")
                    .values();
            assertThat(values.text(ConfigKey.DEREF_ALIASES)).contains("finding");
            assertThat(values.text(ConfigKey.ALL_ROLES_MODE)).contains("authOnly");
            assertThat(values.text(ConfigKey.REFERRALS)).contains("ignore");
            assertThat(values.text(ConfigKey.SPNEGO_DELEGATION_QOP)).contains("auth-int,auth");
            assertThat(servers("connectionURL", "LDAPS://DIRECTORY.EXAMPLE"))
                    .containsExactly("ldaps://directory.example:636");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void following_referrals_is_accepted_and_warned_of() throws Exception {
        assertThat(Readings.warnings("userSearch", "(uid={0})", "referrals", "follow"))
                .singleElement()
                .asString()
                .contains("no referral is followed");
        assertThat(Readings.warnings("userSearch", "(uid={0})", "referrals", "throw"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "java.naming.factory.initial,contextFactory",
        "java.naming.factory.object,never built",
        "java.naming.factory.state,never built",
        "java.naming.factory.control,never built",
        "java.naming.factory.url.pkgs,never built",
        "java.naming.ldap.factory.socket,sslSocketFactoryClassName",
        "java.naming.provider.url,connectionURL",
        "java.naming.security.authentication,authentication",
        "java.naming.security.principal,connectionName",
        "java.naming.security.credentials,connectionPassword",
        "java.naming.security.protocol,protocol",
        "java.naming.referral,referrals",
        "java.naming.ldap.derefAliases,derefAliases",
        "java.naming.ldap.version,version 3",
        "java.naming.ldap.typesOnly,values",
        "com.sun.jndi.ldap.connect.pool,connectionPoolSize",
        "com.sun.jndi.ldap.connect.pool.timeout,connectionPoolSize",
        "com.sun.jndi.ldap.connect.timeout,connectionTimeout",
        "com.sun.jndi.ldap.read.timeout,readTimeout",
        "com.sun.jndi.ldap.trace.ber,passwords",
        "com.sun.jndi.ldap.object.trustSerialData,never built",
    })
    void a_jndi_property_that_would_break_a_login_is_refused(String property, String instead) {
        assertThat(Readings.problems("userSearch", "(uid={0})", "environment." + property, "service-c4nary"))
                .singleElement()
                .asString()
                .startsWith("environment." + property + " is set and must be left out: ")
                .contains(instead)
                .doesNotContain("c4nary");
    }

    @Test
    void other_jndi_properties_are_handed_on() throws Exception {
        assertThat(Readings.read(
                                "userSearch", "(uid={0})",
                                "environment.java.naming.ldap.attributes.binary", "photo",
                                "environment.javax.security.sasl.qop", "auth-conf")
                        .realm()
                        .directory()
                        .environment())
                .containsOnlyKeys("java.naming.ldap.attributes.binary", "javax.security.sasl.qop");
    }

    @Test
    void the_prefix_alone_is_no_key() {
        assertThat(Readings.problems("userSearch", "(uid={0})", "environment.", "x"))
                .containsExactly("'environment.' is not a key that Latchkey knows: did you mean environment.*?");
    }

    private static List<String> servers(String... keys) throws Exception {
        String[] all = Arrays.copyOf(keys, keys.length + 2);
        all[keys.length] = "userSearch";
        all[keys.length + 1] = "(uid={0})";
        return Readings.read(all).realm().directory().servers().stream()
                .map(ServerUrl::toString)
                .toList();
    }

    private static Dn root(String url) throws Exception {
        return Readings.read("userSearch", "(uid={0})", "connectionURL", url)
                .realm()
                .user()
                .base();
    }
}
