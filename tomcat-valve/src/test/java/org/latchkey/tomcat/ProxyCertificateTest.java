package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Base64;
import javax.net.ssl.SSLSocketFactory;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.valves.SSLValve;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.tomcat.ProxiedTomcat.Login;

/** A proxy that shows itself by its client certificate. */
class ProxyCertificateTest {

    private static final TestTls TLS = TestTls.get();
    private static final String ASK =
            "GET /app/private HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-User: alice\r\n";

    @TempDir
    private Path folder;

    private TestDirectory directory;
    private final Connector https = new Connector();

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
        https.setPort(0);
        https.setProperty("address", "127.0.0.1");
        https.setProperty("SSLEnabled", "true");
        https.setSecure(true);
        https.setScheme("https");
        SSLHostConfig host = new SSLHostConfig();
        host.setCertificateVerification("optional");
        host.setTruststoreFile(TLS.trustStore().toString());
        host.setTruststorePassword(TLS.trustStorePassword());
        host.setTruststoreType("PKCS12");
        SSLHostConfigCertificate own = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        own.setCertificateKeystoreFile(TLS.keyStore(TestTls.LOCALHOST, "PKCS12").toString());
        own.setCertificateKeystorePassword(TLS.trustStorePassword());
        host.addCertificate(own);
        https.addSslHostConfig(host);
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private ProxiedTomcat tomcat(String subject) {
        TestValve valve = TestValve.of(RemoteUserValve.class)
                .with("trustedProxies", "127.0.0.1")
                .with("proxyCertificateSubject", subject);
        return new ProxiedTomcat(folder, TestRealm.searching(directory).xml(), Login.BASIC, valve)
                .with(tomcat -> tomcat.getService().addConnector(https))
                .with(tomcat -> tomcat.getHost().getPipeline().addValve(new SSLValve()))
                .start();
    }

    private RawHttp.Answer ask(SSLSocketFactory client, String... lines) throws Exception {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress("127.0.0.1", https.getLocalPort()));
            Socket secured = client.createSocket(plain, "localhost", https.getLocalPort(), true);
            return RawHttp.send(secured, ASK + String.join("\r\n", lines) + "\r\n");
        }
    }

    @Test
    @Proves("proxyCertificateSubject")
    void the_certificate_of_the_connection_counts_by_its_subject() throws Exception {
        try (ProxiedTomcat tomcat = tomcat("CN=other; cn=ALICE, ou=People")) {
            assertThat(ask(TLS.startTls(TestTls.ALICE)).said("user")).isEqualTo("alice");
            assertThat(ask(TLS.startTls(TestTls.ELSEWHERE)).status()).isEqualTo(401);
            assertThat(ask(TLS.client().getSocketFactory()).status()).isEqualTo(401);
            assertThat(tomcat.fromProxy("/private", "X-Forwarded-User: alice").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_certificate_that_a_header_holds_is_none() throws Exception {
        String pem = "-----BEGIN CERTIFICATE----- "
                + Base64.getEncoder()
                        .encodeToString(TLS.certificate(TestTls.ALICE).getEncoded())
                + " -----END CERTIFICATE-----";
        String[] lines = {"ssl_client_cert: " + pem, "X-Forwarded-User: alice"};
        try (ProxiedTomcat tomcat = tomcat("CN=alice,OU=people")) {
            assertThat(tomcat.fromProxy("/open", "ssl_client_cert: " + pem).body())
                    .contains("attribute.jakarta.servlet.request.X509Certificate");
            assertThat(tomcat.fromProxy("/private", lines).status()).isEqualTo(401);
            assertThat(ask(TLS.client().getSocketFactory(), "ssl_client_cert: " + pem, "")
                            .status())
                    .isEqualTo(401);
        }
    }
}
