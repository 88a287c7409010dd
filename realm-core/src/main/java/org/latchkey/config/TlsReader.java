package org.latchkey.config;

import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Reads how TLS is spoken, and refuses what would leave a connection in clear text that looks protected. */
final class TlsReader {

    private static final List<ConfigKey> NEED_TLS = List.of(
            ConfigKey.SSL_PROTOCOL,
            ConfigKey.CIPHER_SUITES,
            ConfigKey.SSL_SOCKET_FACTORY,
            ConfigKey.HOSTNAME_VERIFIER,
            ConfigKey.CERTIFICATE_VERIFICATION,
            ConfigKey.CA_CERTIFICATE_FILE,
            ConfigKey.TRUST_STORE_FILE,
            ConfigKey.TRUST_STORE_TYPE,
            ConfigKey.TRUST_STORE_PASSWORD,
            ConfigKey.KEY_STORE_FILE,
            ConfigKey.KEY_STORE_TYPE,
            ConfigKey.KEY_STORE_PASSWORD);

    private final ConfigValues values;
    private final Servers servers;
    private final Findings findings;

    private TlsReader(ConfigValues values, Servers servers, Findings findings) {
        this.values = values;
        this.servers = servers;
        this.findings = findings;
    }

    static TlsConfig read(ConfigValues values, Servers servers, Findings findings) {
        return new TlsReader(values, servers, findings).read();
    }

    private TlsConfig read() {
        boolean startTls = values.find(ConfigKey.USE_START_TLS, Boolean.class).orElse(false);
        checkCombination(startTls);
        checkClearText(startTls);
        return new TlsConfig(
                startTls,
                protocols(),
                cipherSuites(),
                className(ConfigKey.SSL_SOCKET_FACTORY, SSLSocketFactory.class),
                className(ConfigKey.HOSTNAME_VERIFIER, HostnameVerifier.class),
                TlsMaterialReader.read(values, findings));
    }

    private void checkCombination(boolean startTls) {
        if (startTls && servers.anyTls()) {
            ConfigKey other = values.given(ConfigKey.PROTOCOL) ? ConfigKey.PROTOCOL : ConfigKey.CONNECTION_URL;
            findings.problem(
                    values.say(ConfigKey.USE_START_TLS) + " while " + values.say(other)
                            + ", but must be false where a server speaks TLS from the first byte: TLS inside TLS is not spoken");
        }
        if (!startTls && !servers.anyTls()) {
            NEED_TLS.stream()
                    .filter(values::given)
                    .forEach(key ->
                            findings.problem(values.say(key) + ", but nothing would be encrypted: it must be left"
                                    + " out, or connectionURL must have ldaps:// or useStartTls be true"));
        } else if (!startTls && values.given(ConfigKey.HOSTNAME_VERIFIER)) {
            findings.problem(
                    values.say(ConfigKey.HOSTNAME_VERIFIER) + ", but must be left out for ldaps://: there the JDK"
                            + " checks the host name alone, and only StartTLS asks a verifier");
        }
    }

    private void checkClearText(boolean startTls) {
        if (values.find(ConfigKey.REQUIRE_TLS, Boolean.class).orElse(false) && !startTls && !servers.allTls()) {
            findings.problem(values.say(ConfigKey.REQUIRE_TLS) + " while "
                    + values.say(ConfigKey.CONNECTION_URL)
                    + ", but every server must have ldaps://, or useStartTls be true");
        }
        String clear = servers.urls().stream()
                .filter(server -> !startTls && !server.tls() && !DirectoryUrl.isLoopback(server))
                .map(ServerUrl::toString)
                .collect(Collectors.joining(", "));
        if (!clear.isEmpty()) {
            findings.warning("passwords travel in clear text to " + clear + ": use ldaps:// or useStartTls");
        }
    }

    /** The versions that the named context of the JVM has switched on. */
    private List<String> protocols() {
        String name = values.find(ConfigKey.SSL_PROTOCOL, String.class).orElse("TLS");
        if (Ascii.equalsIgnoreCase("TLS", name) || Ascii.equalsIgnoreCase("Default", name)) {
            return List.of();
        }
        Set<String> known = contextNames();
        String[] versions = {};
        try {
            versions = known.stream().anyMatch(one -> Ascii.equalsIgnoreCase(one, name))
                    ? context(name).getDefaultSSLParameters().getProtocols()
                    : versions;
        } catch (GeneralSecurityException e) {
            findings.notAccepted(
                    values.say(ConfigKey.SSL_PROTOCOL), "a protocol that the JVM can speak", e.getMessage());
            return List.of();
        }
        if (versions.length == 0) {
            findings.notAccepted(
                    values.say(ConfigKey.SSL_PROTOCOL), "a protocol that the JVM has switched on, of " + known, null);
        }
        return List.of(versions);
    }

    private static Set<String> contextNames() {
        return Arrays.stream(Security.getProviders())
                .flatMap(provider -> provider.getServices().stream())
                .filter(service -> service.getType().equals("SSLContext"))
                .map(service -> service.getAlgorithm())
                .filter(name -> !name.startsWith("DTLS"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SSLContext context(String protocol) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(null, new TrustManager[0], null);
        return context;
    }

    private List<String> cipherSuites() {
        List<String> suites = values.list(ConfigKey.CIPHER_SUITES, String.class);
        if (suites.isEmpty()) {
            return suites;
        }
        try {
            List<String> supported =
                    List.of(context("TLS").getSupportedSSLParameters().getCipherSuites());
            List<String> unknown =
                    suites.stream().filter(suite -> !supported.contains(suite)).toList();
            if (!unknown.isEmpty()) {
                findings.notAccepted(
                        values.say(ConfigKey.CIPHER_SUITES),
                        "cipher suites that this JVM supports",
                        "it does not support " + String.join(", ", unknown) + ", but " + String.join(", ", supported));
            }
        } catch (GeneralSecurityException e) {
            findings.problem(values.say(ConfigKey.CIPHER_SUITES) + ", but the JVM cannot speak TLS: " + e.getMessage());
        }
        return suites;
    }

    private @Nullable String className(ConfigKey key, Class<?> type) {
        return SiteClass.named(key, type, values, findings).map(Class::getName).orElse(null);
    }
}
