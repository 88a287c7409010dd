package org.latchkey.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.ProxyConfig;
import org.latchkey.proxy.ProxyAnswer.NobodyNamed;
import org.latchkey.proxy.ProxyAnswer.NotTrusted;
import org.latchkey.proxy.ProxyAnswer.Refused;
import org.latchkey.proxy.ProxyAnswer.Somebody;

class ProxyGateTest {

    private static final Set<ConfigKey> KEYS = EnumSet.range(ConfigKey.TRUSTED_PROXIES, ConfigKey.AJP_REMOTE_USER);
    private static final String SECRET = "a-shared-c4nary-secret";
    private static final ProxyPeer PROXY = ProxyPeer.http("10.0.0.1", null);

    @TempDir
    private Path folder;

    private final Map<String, String> given = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private Path secretFile;

    @BeforeEach
    void good() throws IOException {
        secretFile = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        given.put("trustedProxies", "10.0.0.0/24, fe80::/10");
        given.put("proxySecretHeader", "X-Proxy-Secret");
        given.put("proxySecretFile", secretFile.toString());
    }

    private ProxyGate gate() {
        try {
            return ProxyGate.open(ProxyConfig.of(ConfigReader.values(KEYS, given)), warnings::add);
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    private ProxyGate gate(String key, String value) {
        given.put(key, value);
        return gate();
    }

    /** Lines of {@code Name: value}, the values as their bytes are in ISO-8859-1. */
    private static List<HeaderLine> lines(String... lines) {
        List<HeaderLine> headers = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            headers.add(new HeaderLine(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return headers;
    }

    private static ProxyAnswer ask(ProxyGate gate, String... lines) {
        List<HeaderLine> all = lines(lines);
        all.add(new HeaderLine("X-Proxy-Secret", SECRET));
        return gate.examine(PROXY, all);
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static Somebody named(String name) {
        return new Somebody(name, Map.of(), Set.of());
    }

    private static Refused refused(ProxyRefusal why) {
        return new Refused(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-User: alice", "x-forwarded-user: alice", "X-FORWARDED-USER:\t alice  "})
    void one_value_under_the_configured_name_is_somebody(String line) {
        assertThat(ask(gate(), line)).isEqualTo(named("alice"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X_Forwarded-User: admin",
                "X_Forwarded_User: admin",
                "X-Forwarded.User: admin",
                "HTTP_X_FORWARDED_USER: admin",
                "Remote_User: admin",
                "Remote-User: admin",
                "REMOTE_USER: admin",
                "HTTP_REMOTE_USER: admin",
            })
    void other_spellings_name_nobody_and_are_hidden(String line) {
        ProxyGate gate = gate();
        assertThat(ask(gate, line)).isEqualTo(new NobodyNamed());
        assertThat(gate.hides(lines(line).get(0).name())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-User: alice, admin|LIST",
                "X-Forwarded-User: alice,|LIST",
                "X-Forwarded-User:|EMPTY",
                "X-Forwarded-User: \t |EMPTY",
                "X-Forwarded-User: (null)|PLACEHOLDER",
                "X-Forwarded-User: al\u00ffice|CHARSET",
                "X-Forwarded-User: al\u00c0\u00afice|CHARSET",
                "X-Forwarded-User: \u00c3|CHARSET",
                "X-Forwarded-User: al\u0001ice|CONTROL_CHARACTER",
                "X-Forwarded-User: al\u007fice|CONTROL_CHARACTER",
                "X-Forwarded-User: al\u00c2\u0085ice|CONTROL_CHARACTER",
            })
    void what_is_not_one_name_is_refused(String line, ProxyRefusal why) {
        assertThat(ask(gate(), line)).isEqualTo(refused(why));
    }

    @Test
    void a_name_longer_than_any_is_refused() {
        assertThat(ask(gate(), "X-Forwarded-User: " + "a".repeat(65536))).isEqualTo(refused(ProxyRefusal.TOO_LONG));
        assertThat(ask(gate(), "X-Forwarded-User: " + "a".repeat(4096))).isEqualTo(named("a".repeat(4096)));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-User: alice, X-Forwarded-User: alice",
        "X-Forwarded-User: alice, x-forwarded-user: admin",
        "X-Forwarded-User: alice, X_Forwarded_User: admin",
        "X-Forwarded-User: alice, HTTP_X_FORWARDED_USER: admin",
        "X-Forwarded-User: alice, X-Remote: alice",
        "X-Forwarded-User: alice, X.Remote: admin",
        "X-Forwarded-User: alice, X-Forwarded-User:",
    })
    void two_names_are_none(String one, String other) {
        ProxyGate gate = gate("userHeader", "X-Forwarded-User, X-Remote");
        assertThat(ask(gate, one, other)).isEqualTo(refused(ProxyRefusal.SEVERAL_NAMES));
        assertThat(ask(gate, other, one)).isEqualTo(refused(ProxyRefusal.SEVERAL_NAMES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice%0d%0aX-Admin:1", "${REMOTE_USER}", "alice)(uid=*", "alice@corp.example", "CORP\\al"})
    void nothing_in_a_name_is_decoded_or_replaced(String value) {
        assertThat(ask(gate(), "X-Forwarded-User: " + value)).isEqualTo(named(value));
    }

    @Test
    void bytes_are_read_in_the_configured_charset() {
        assertThat(ask(gate(), "X-Forwarded-User: " + bytes("dreßler"))).isEqualTo(named("dreßler"));
        assertThat(ask(gate("headerCharset", "ISO-8859-1"), "X-Forwarded-User: dreßler"))
                .isEqualTo(named("dreßler"));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1", "10.0.0.255", "::ffff:10.0.0.9", "fe80::1%eth0"})
    void the_address_of_the_socket_is_looked_up_in_the_list(String address) {
        assertThat(gate().examine(
                                ProxyPeer.http(address, null),
                                lines("X-Forwarded-User: alice", "X-Proxy-Secret: " + SECRET)))
                .isEqualTo(named("alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.1.1", "127.0.0.1", "::1", "", "localhost"})
    void from_another_address_nothing_is_believed(String address) {
        ProxyPeer peer = ProxyPeer.http(address, "CN=proxy");
        String[] lines = {"X-Forwarded-User: admin", "X-Proxy-Secret: " + SECRET, "X-Real-IP: 10.0.0.1"};
        assertThat(gate().examine(peer, lines(lines))).isEqualTo(new NotTrusted());
        assertThat(gate().examine(ProxyPeer.http(null, null), lines(lines))).isEqualTo(new NotTrusted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: X-Proxy-Secret",
                "X-Proxy-Secret:",
                "X-Proxy-Secret: wrong",
                "X-Proxy-Secret: a-shared-c4nary-secre",
                "X-Proxy-Secret: A-SHARED-C4NARY-SECRET",
                "X_Proxy_Secret: a-shared-c4nary-secret",
            })
    void without_the_secret_who_names_somebody_is_refused(String line) {
        List<HeaderLine> lines = lines("X-Forwarded-User: alice", line);
        assertThat(gate().examine(PROXY, lines)).isEqualTo(refused(ProxyRefusal.NO_PROOF));
    }

    @Test
    void a_secret_twice_is_none() {
        assertThat(ask(gate(), "X-Forwarded-User: alice", "X-Proxy-Secret: " + SECRET))
                .isEqualTo(refused(ProxyRefusal.NO_PROOF));
    }

    @Test
    void without_the_secret_who_names_nobody_is_not_the_proxy() {
        assertThat(gate().examine(PROXY, lines())).isEqualTo(new NotTrusted());
        assertThat(gate().examine(PROXY, lines("X-Proxy-Secret: wrong"))).isEqualTo(refused(ProxyRefusal.NO_PROOF));
    }

    @Test
    void a_changed_file_counts_at_once_and_a_bad_one_leaves_the_old_secrets() throws IOException {
        ProxyGate gate = gate();
        List<HeaderLine> fresh = lines("X-Forwarded-User: alice", "X-Proxy-Secret: another-c4nary");

        Files.writeString(secretFile, SECRET + "\nanother-c4nary\n");
        assertThat(gate.examine(PROXY, fresh)).isEqualTo(named("alice"));
        assertThat(ask(gate, "X-Forwarded-User: alice")).isEqualTo(named("alice"));

        Files.writeString(secretFile, "");
        assertThat(gate.examine(PROXY, fresh)).isEqualTo(named("alice"));
        assertThat(gate.examine(PROXY, fresh)).isEqualTo(named("alice"));
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("the old secrets stay in force")
                .doesNotContain("c4nary");

        Files.writeString(secretFile, "another-c4nary");
        assertThat(ask(gate, "X-Forwarded-User: alice")).isEqualTo(refused(ProxyRefusal.NO_PROOF));
        assertThat(gate.examine(PROXY, fresh)).isEqualTo(named("alice"));
    }

    @Test
    void a_certificate_is_a_proof_as_a_dn_and_not_as_a_text() {
        given.remove("proxySecretHeader");
        given.remove("proxySecretFile");
        ProxyGate gate = gate("proxyCertificateSubject", "CN=other; cn=Proxy One, O=Example");
        List<HeaderLine> lines = lines("X-Forwarded-User: alice");

        for (String subject : new String[] {"CN=Proxy One,O=Example", "cn=proxy one,o=EXAMPLE", "CN=other"}) {
            assertThat(gate.examine(ProxyPeer.http("10.0.0.1", subject), lines)).isEqualTo(named("alice"));
        }
        for (String subject : new String[] {"CN=Proxy One", "CN=x,CN=Proxy One,O=Example", "", "nonsense", null}) {
            assertThat(gate.examine(ProxyPeer.http("10.0.0.1", subject), lines))
                    .isEqualTo(refused(ProxyRefusal.NO_PROOF));
        }
        assertThat(gate.examine(ProxyPeer.http("10.9.9.9", "CN=other"), lines)).isEqualTo(new NotTrusted());
    }

    @Test
    void a_certificate_besides_a_secret_asks_for_both() {
        ProxyGate gate = gate("proxyCertificateSubject", "CN=proxy");
        assertThat(ask(gate, "X-Forwarded-User: alice")).isEqualTo(refused(ProxyRefusal.NO_PROOF));
        assertThat(gate.examine(ProxyPeer.http("10.0.0.1", "CN=proxy"), lines("X-Forwarded-User: alice")))
                .isEqualTo(refused(ProxyRefusal.NO_PROOF));
        assertThat(gate.examine(
                        ProxyPeer.http("10.0.0.1", "CN=proxy"),
                        lines("X-Forwarded-User: alice", "X-Proxy-Secret: " + SECRET)))
                .isEqualTo(named("alice"));
    }

    @Test
    void this_machine_may_go_without_where_the_configuration_says_so() {
        given.clear();
        given.put("trustedProxies", "127.0.0.1");
        ProxyGate gate = gate("allowLoopbackWithoutSecret", "true");
        assertThat(gate.examine(ProxyPeer.http("127.0.0.1", null), lines("X-Forwarded-User: alice")))
                .isEqualTo(named("alice"));
        assertThat(gate.examine(ProxyPeer.http("10.0.0.1", null), lines("X-Forwarded-User: alice")))
                .isEqualTo(new NotTrusted());
    }

    private static String basic(String pair) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_password_of_somebody_else_besides_is_refused() {
        assertThat(ask(gate(), "Authorization: Basic YWRtaW46eA==", "X-Forwarded-User: alice"))
                .isEqualTo(refused(ProxyRefusal.OTHER_LOGIN));
        for (String bad : new String[] {"Authorization: Basic", "Authorization: basic !!", basic("alice")}) {
            assertThat(ask(gate(), "X-Forwarded-User: alice", bad))
                    .as(bad)
                    .isEqualTo(refused(ProxyRefusal.OTHER_LOGIN));
        }
    }

    @Test
    void the_same_user_s_password_and_other_schemes_change_nothing() {
        for (String line :
                new String[] {basic("alice:x"), "Authorization: Bearer abc", "Authorization: Basically no"}) {
            assertThat(ask(gate(), "X-Forwarded-User: alice", line)).as(line).isEqualTo(named("alice"));
        }
        assertThat(ask(gate(), basic("admin:x"))).isEqualTo(new NobodyNamed());
    }

    @Test
    void what_the_proxy_says_besides_is_read_as_strictly() {
        ProxyGate gate = gate("attributeHeaders", "X_REMOTE_EMAIL=mail, X-Remote-Firstname=firstName");
        String user = "X-Forwarded-User: alice";

        assertThat(ask(gate, user, "x_remote_email: a@b, c", "X-Remote-Firstname: " + bytes("Åse")))
                .isEqualTo(new Somebody("alice", Map.of("mail", "a@b, c", "firstName", "Åse"), Set.of()));
        assertThat(ask(gate, user, "X_REMOTE_EMAIL: (null)", "X-Remote-Firstname:", "X-Remote-Email: m@b"))
                .isEqualTo(named("alice"));
        assertThat(ask(gate, user, "X_REMOTE_EMAIL: a", "X_REMOTE_EMAIL: b"))
                .isEqualTo(refused(ProxyRefusal.SEVERAL_VALUES));
        assertThat(ask(gate, user, "X_REMOTE_EMAIL: \u00ff")).isEqualTo(refused(ProxyRefusal.CHARSET));
        assertThat(ask(gate, user, "X_REMOTE_EMAIL: a\u0000b")).isEqualTo(refused(ProxyRefusal.CONTROL_CHARACTER));
    }

    @Test
    void groups_are_read_only_where_both_keys_say_so() {
        String[] lines = {"X-Forwarded-User: alice", "X-Forwarded-Groups: admin"};
        assertThat(ask(gate(), lines)).isEqualTo(named("alice"));

        given.put("groupsHeader", "X-Forwarded-Groups");
        ProxyGate gate = gate("groupsHeaderAllow", "app-*, admin, ?");
        assertThat(ask(gate, lines)).isEqualTo(new Somebody("alice", Map.of(), Set.of("admin")));
        assertThat(ask(gate, "X-Forwarded-User: alice", "X-Forwarded-Groups: app-a ,other,, *,**,app-b,manager-gui"))
                .isEqualTo(new Somebody("alice", Map.of(), Set.of("app-a", "app-b")));
        assertThat(gate.hides("x_forwarded_groups")).isTrue();
    }

    @Test
    void all_that_is_configured_is_hidden_in_every_spelling_and_nothing_else() {
        given.put("attributeHeaders", "X_REMOTE_EMAIL=mail");
        ProxyGate gate = gate("userHeader", "X-Forwarded-User, Remote_User");

        assertThat(List.of(
                        "x-proxy-secret",
                        "X_Proxy_Secret",
                        "HTTP_X_PROXY_SECRET",
                        "HTTP_HTTP_X_PROXY_SECRET",
                        "X-REMOTE-EMAIL",
                        "x.remote.email",
                        "X~Forwarded~User"))
                .allMatch(gate::hides);
        assertThat(List.of("Authorization", "X-Forwarded-For", "X-Forwarded-Users", "XForwardedUser", "Host", "HTTP_"))
                .noneMatch(gate::hides);
        assertThat(gate.reads("authorization")).isTrue();
        assertThat(gate.reads("X-Forwarded-For")).isFalse();
    }

    @Test
    void an_ajp_connection_s_user_is_believed_where_its_secret_was_checked() {
        ProxyGate gate = gate("ajpRemoteUser", "true");
        assertThat(gate.examine(ajp("alice", true), lines())).isEqualTo(named("alice"));
        assertThat(gate.examine(ajp(bytes("dreßler"), true), lines())).isEqualTo(named("dreßler"));
        assertThat(gate.examine(ajp("alice", false), lines())).isEqualTo(refused(ProxyRefusal.NO_PROOF));
        assertThat(gate.examine(ajp("", true), lines())).isEqualTo(refused(ProxyRefusal.EMPTY));
        assertThat(gate.examine(ajp("(null)", true), lines())).isEqualTo(refused(ProxyRefusal.PLACEHOLDER));
        assertThat(gate.examine(ajp(null, true), lines())).isEqualTo(new NobodyNamed());
        assertThat(gate.examine(ajp(null, false), lines())).isEqualTo(new NotTrusted());
    }

    @Test
    void a_client_s_header_that_comes_by_ajp_is_never_a_name_there() {
        ProxyGate gate = gate("ajpRemoteUser", "true");
        List<HeaderLine> lines = lines("X-Forwarded-User: admin", "X-Proxy-Secret: " + SECRET);
        assertThat(gate.examine(ajp("alice", true), lines)).isEqualTo(named("alice"));
        assertThat(gate.examine(ajp(null, true), lines)).isEqualTo(new NobodyNamed());
        assertThat(gate.examine(PROXY, lines)).isEqualTo(named("admin"));
    }

    @Test
    void without_the_key_an_ajp_connection_is_like_any_other() {
        assertThat(gate().examine(ajp("admin", true), lines())).isEqualTo(new NotTrusted());
        assertThat(gate().examine(ajp("admin", true), lines("X-Forwarded-User: alice", "X-Proxy-Secret: " + SECRET)))
                .isEqualTo(named("alice"));
    }

    private static ProxyPeer ajp(String user, boolean secretChecked) {
        return new ProxyPeer("10.0.0.1", null, new ProxyPeer.Ajp(user, secretChecked));
    }

    @Test
    void nothing_that_was_sent_is_shown() {
        assertThat(lines("X-Proxy-Secret: c4nary")).hasToString("[HeaderLine[X-Proxy-Secret]]");
    }
}
