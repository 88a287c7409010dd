package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsKeysTest {

    /** A verifier that can be used. */
    public static final class Trusting implements HostnameVerifier {
        @Override
        public boolean verify(String host, SSLSession session) {
            return false;
        }
    }

    /** A verifier without a constructor for us. */
    public static final class Demanding implements HostnameVerifier {
        public Demanding(String wanted) {
            assertThat(wanted).isNotNull();
        }

        @Override
        public boolean verify(String host, SSLSession session) {
            return false;
        }
    }

    /** Would tell if any of its code were run. */
    public static final class Loud implements HostnameVerifier {
        static {
            System.setProperty("latchkey.test.loud", "initialized");
        }

        @Override
        public boolean verify(String host, SSLSession session) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldaps://x", "ldap://x ldaps://y"})
    void tls_inside_tls_is_refused(String url) {
        assertThat(problems("useStartTls", "true", "connectionURL", url))
                .containsExactly(
                        "useStartTls is 'true' while connectionURL is '" + url + "', but must be false where a server"
                                + " speaks TLS from the first byte: TLS inside TLS is not spoken");
        assertThat(problems("useStartTls", "true", "protocol", "ssl"))
                .singleElement()
                .asString()
                .startsWith("useStartTls is 'true' while protocol is 'ssl', but must be false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "cipherSuites -> TLS_AES_128_GCM_SHA256",
                "sslProtocol -> TLSv1.3",
                "sslSocketFactoryClassName -> javax.net.ssl.SSLSocketFactory",
                "hostnameVerifierClassName -> org.latchkey.config.TlsKeysTest$Trusting"
            })
    void a_tls_key_without_tls_is_refused(String key, String value) {
        assertThat(problems(key, value))
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo(key + " is '" + value + "', but nothing would be encrypted: it must be left out, or"
                                + " connectionURL must have ldaps:// or useStartTls be true"));
    }

    @Test
    void a_verifier_is_for_start_tls_only() throws Exception {
        String verifier = Trusting.class.getName();

        assertThat(problems("hostnameVerifierClassName", verifier, "connectionURL", "ldaps://x"))
                .singleElement()
                .asString()
                .contains("but must be left out for ldaps://: there the JDK checks the host name alone");
        assertThat(tls("hostnameVerifierClassName", verifier, "useStartTls", "true")
                        .hostnameVerifierClassName())
                .isEqualTo(verifier);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "com.acme.Missing -> there is no such class",
                "java.lang.String -> it is no HostnameVerifier",
                "javax.net.ssl.HostnameVerifier -> it is abstract or not public",
                "org.latchkey.config.TlsKeysTest$Demanding -> it has no such constructor"
            })
    void a_class_that_cannot_be_used_is_refused(String name, String reason) {
        assertThat(problems("hostnameVerifierClassName", name, "useStartTls", "true"))
                .containsExactly("hostnameVerifierClassName is '" + name + "', but must be the name of a public"
                        + " javax.net.ssl.HostnameVerifier with a public constructor without arguments: " + reason);
    }

    @Test
    void a_class_is_looked_at_without_running_it() {
        assertThat(problems("hostnameVerifierClassName", "org.latchkey.config.TlsKeysTest$Loud", "useStartTls", "true"))
                .isEmpty();
        assertThat(System.getProperty("latchkey.test.loud")).isNull();
    }

    @Test
    void a_socket_factory_has_two_names() {
        for (String key : List.of("sslSocketFactory", "sslSocketFactoryClassName")) {
            assertThat(problems(key, "com.acme.Missing", "connectionURL", "ldaps://x"))
                    .singleElement()
                    .asString()
                    .startsWith("sslSocketFactoryClassName is 'com.acme.Missing', but must be the name of a public"
                            + " javax.net.ssl.SSLSocketFactory");
        }
    }

    @Test
    void a_protocol_is_a_context_of_the_jvm() throws Exception {
        assertThat(tls("sslProtocol", "TLSv1.2", "connectionURL", "ldaps://x").protocols())
                .containsExactly("TLSv1.2");
        assertThat(tls("sslProtocol", "TLSv1.3", "connectionURL", "ldaps://x").protocols())
                .contains("TLSv1.3");
        assertThat(tls("sslProtocol", "TLS", "connectionURL", "ldaps://x").protocols())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv9", "DTLS", "TLSv1.1"})
    void a_protocol_that_the_jvm_has_not_switched_on_is_refused(String protocol) {
        assertThat(problems("sslProtocol", protocol, "connectionURL", "ldaps://x"))
                .singleElement()
                .asString()
                .startsWith(
                        "sslProtocol is '" + protocol + "', but must be a protocol that the JVM has switched on, of [")
                .contains("TLSv1.2")
                .doesNotContain("DTLSv");
    }

    @Test
    void cipher_suites_are_those_of_the_jvm() throws Exception {
        assertThat(tls("cipherSuites", "TLS_AES_256_GCM_SHA384 , TLS_AES_128_GCM_SHA256", "connectionURL", "ldaps://x")
                        .cipherSuites())
                .containsExactly("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");
        assertThat(problems("cipherSuites", "TLS_AES_256_GCM_SHA384,TLS_ROT13", "connectionURL", "ldaps://x"))
                .singleElement()
                .asString()
                .contains("it does not support TLS_ROT13, but ")
                .contains("TLS_AES_128_GCM_SHA256");
        assertThat(problems("cipherSuites", "a,,b", "connectionURL", "ldaps://x"))
                .singleElement()
                .asString()
                .contains("there is an empty item between commas");
    }

    private static TlsConfig tls(String... keys) throws ConfigException {
        return Readings.read(withSearch(keys)).realm().directory().tls();
    }

    private static List<String> problems(String... keys) {
        return Readings.problems(withSearch(keys));
    }

    private static String[] withSearch(String... keys) {
        String[] all = Arrays.copyOf(keys, keys.length + 2);
        all[keys.length] = "userSearch";
        all[keys.length + 1] = "(uid={0})";
        return all;
    }
}
