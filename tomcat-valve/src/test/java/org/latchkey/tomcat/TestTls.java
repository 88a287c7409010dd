package org.latchkey.tomcat;

import com.unboundid.asn1.ASN1Boolean;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1ObjectIdentifier;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.asn1.ASN1UTF8String;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.util.OID;
import com.unboundid.util.ObjectPair;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A certificate authority made for this run, which nobody else trusts, and what it signed. */
final class TestTls {

    /** A certificate for localhost and 127.0.0.1. */
    static final String LOCALHOST = "localhost";
    /** A certificate for a host that no test talks to. */
    static final String ELSEWHERE = "elsewhere";
    /** A person's certificate, with the subject {@code CN=alice,OU=people}. */
    static final String ALICE = "alice";
    /** The same person's, with the mail address {@code a.ames@example.org} and the principal name {@code alice@corp.example}. */
    static final String NAMED = "named";
    /** The same person's, out of date. */
    static final String STALE = "stale";

    private static final String WORD = "store-c4nary";
    private static final long DAY = 24L * 60 * 60 * 1000;
    private static @Nullable TestTls made;

    private final Path folder;
    private final KeyStore keys;

    private TestTls() throws Exception {
        folder = Files.createTempDirectory("latchkey-tls");
        keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        ObjectPair<X509Certificate, KeyPair> ca = selfSigned("CN=Latchkey test CA", authority());
        keys.setCertificateEntry("ca", jdk(ca.getFirst()));
        keys.setCertificateEntry(
                "stranger", jdk(selfSigned("CN=Stranger", authority()).getFirst()));
        ASN1OctetString localhost = new ASN1OctetString((byte) 0x82, "localhost");
        ASN1OctetString loopback = new ASN1OctetString((byte) 0x87, new byte[] {127, 0, 0, 1});
        ASN1OctetString elsewhere = new ASN1OctetString((byte) 0x82, "elsewhere.example");
        sign(ca, LOCALHOST, "CN=localhost", 0, names(localhost, loopback));
        sign(ca, ELSEWHERE, "CN=elsewhere.example", 0, names(elsewhere));
        sign(ca, ALICE, "CN=alice,OU=people", 0);
        ASN1OctetString mail = new ASN1OctetString((byte) 0x81, "a.ames@example.org");
        sign(ca, NAMED, "CN=alice,OU=people", 0, names(mail, principalName("alice@corp.example")));
        sign(ca, STALE, "CN=alice,OU=people", 30);
        writeStore(trustStore(), "PKCS12");
        writeStore(folder.resolve("trust.jceks"), "JCEKS");
        Files.writeString(caPem(), pem("ca"));
        Files.writeString(strangerPem(), pem("stranger"));
    }

    static synchronized TestTls get() {
        try {
            if (made == null) {
                made = new TestTls();
            }
            return made;
        } catch (Exception e) {
            throw new AssertionError("no certificates for the test", e);
        }
    }

    private static ObjectPair<X509Certificate, KeyPair> selfSigned(String name, X509CertificateExtension... more)
            throws Exception {
        long now = System.currentTimeMillis();
        return X509Certificate.generateSelfSignedCertificate(
                SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
                PublicKeyAlgorithmIdentifier.EC,
                256,
                new DN(name),
                now - DAY,
                now + 10 * DAY,
                more);
    }

    /** Makes a key and a certificate signed by the authority, good for ten days that ended so many days before tomorrow. */
    private void sign(
            ObjectPair<X509Certificate, KeyPair> ca,
            String alias,
            String name,
            int daysAgo,
            X509CertificateExtension... more)
            throws Exception {
        ObjectPair<X509Certificate, KeyPair> own = selfSigned(name);
        long until = System.currentTimeMillis() + (10L - daysAgo) * DAY;
        X509Certificate signed = X509Certificate.generateIssuerSignedCertificate(
                SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
                ca.getFirst(),
                ca.getSecond().getPrivate(),
                own.getFirst().getPublicKeyAlgorithmOID(),
                own.getFirst().getPublicKeyAlgorithmParameters(),
                own.getFirst().getEncodedPublicKey(),
                own.getFirst().getDecodedPublicKey(),
                new DN(name),
                until - 11 * DAY,
                until,
                more);
        Certificate[] chain = {jdk(signed), jdk(ca.getFirst())};
        keys.setKeyEntry(alias, own.getSecond().getPrivate(), WORD.toCharArray(), chain);
    }

    private static X509CertificateExtension authority() throws Exception {
        byte[] isAuthority = new ASN1Sequence(new ASN1Boolean(true)).encode();
        return new X509CertificateExtension(new OID("2.5.29.19"), true, isAuthority);
    }

    private static ASN1Element principalName(String name) throws Exception {
        return new ASN1Sequence(
                (byte) 0xA0,
                new ASN1ObjectIdentifier(new OID("1.3.6.1.4.1.311.20.2.3")),
                new ASN1Sequence((byte) 0xA0, new ASN1UTF8String(name)));
    }

    private static X509CertificateExtension names(ASN1Element... names) throws Exception {
        return new X509CertificateExtension(new OID("2.5.29.17"), false, new ASN1Sequence(names).encode());
    }

    private static Certificate jdk(X509Certificate certificate) throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.getX509CertificateBytes()));
    }

    private void writeStore(Path file, String type) throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance(type);
        trust.load(null, null);
        trust.setCertificateEntry("ca", keys.getCertificate("ca"));
        store(trust, file);
    }

    private static void store(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, WORD.toCharArray());
        }
    }

    private String pem(String alias) throws GeneralSecurityException {
        String body = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate(alias).getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    /** The authority's certificate in a file of its own. */
    Path caPem() {
        return folder.resolve("ca.pem");
    }

    /** The certificate of an authority that signed nothing here. */
    Path strangerPem() {
        return folder.resolve("stranger.pem");
    }

    /** The authority's certificate in a store that only its own type reads. */
    Path jceksTrustStore() {
        return folder.resolve("trust.jceks");
    }

    /** A certificate with its key, in a store of a type. */
    Path keyStore(String alias, String type) {
        try {
            KeyStore one = KeyStore.getInstance(type);
            one.load(null, null);
            one.setKeyEntry(
                    alias, keys.getKey(alias, WORD.toCharArray()), WORD.toCharArray(), keys.getCertificateChain(alias));
            Path file = folder.resolve(alias + "." + type);
            store(one, file);
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A store that holds the authority's certificate. */
    Path trustStore() {
        return folder.resolve("trust.p12");
    }

    String trustStorePassword() {
        return WORD;
    }

    java.security.cert.X509Certificate certificate(String alias) {
        try {
            return (java.security.cert.X509Certificate) keys.getCertificate(alias);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The TLS of a client that trusts the authority. */
    SSLContext client() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusting(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private TrustManager[] trusting() throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("ca", keys.getCertificate("ca"));
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(trust);
        return trusted.getTrustManagers();
    }

    /** The TLS of somebody, server or client, who trusts the authority and shows one of its certificates. */
    SSLContext showing(String alias) {
        try {
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setKeyEntry(
                    alias, keys.getKey(alias, WORD.toCharArray()), WORD.toCharArray(), keys.getCertificateChain(alias));
            KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
            own.init(one, WORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trusting(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What a server listens with. */
    SSLServerSocketFactory ldaps(String alias) {
        return showing(alias).getServerSocketFactory();
    }

    /** What a server listens with that speaks one version of TLS, and one cipher suite if any is named. */
    SSLServerSocketFactory ldaps(String alias, String protocol, String... cipherSuite) {
        return new OneKindOfServer(showing(alias).getServerSocketFactory(), protocol, cipherSuite);
    }

    /** What a server upgrades a connection with. */
    SSLSocketFactory startTls(String alias) {
        return showing(alias).getSocketFactory();
    }

    /** What a server upgrades a connection with that speaks one version of TLS, and one cipher suite if any is named. */
    SSLSocketFactory startTls(String alias, String protocol, String... cipherSuite) {
        return new OneKindOfSocket(showing(alias).getSocketFactory(), protocol, cipherSuite);
    }

    private static final class OneKindOfServer extends SSLServerSocketFactory {

        private final SSLServerSocketFactory sockets;
        private final String protocol;
        private final String[] cipherSuite;

        OneKindOfServer(SSLServerSocketFactory sockets, String protocol, String... cipherSuite) {
            this.sockets = sockets;
            this.protocol = protocol;
            this.cipherSuite = cipherSuite;
        }

        private ServerSocket limited(ServerSocket made) {
            SSLServerSocket socket = (SSLServerSocket) made;
            socket.setEnabledProtocols(new String[] {protocol});
            if (cipherSuite.length > 0) {
                socket.setEnabledCipherSuites(cipherSuite);
            }
            return socket;
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return limited(sockets.createServerSocket(port));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return limited(sockets.createServerSocket(port, backlog));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            return limited(sockets.createServerSocket(port, backlog, address));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return sockets.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return sockets.getSupportedCipherSuites();
        }
    }

    private static final class OneKindOfSocket extends SSLSocketFactory {

        private final SSLSocketFactory sockets;
        private final String protocol;
        private final String[] cipherSuite;

        OneKindOfSocket(SSLSocketFactory sockets, String protocol, String... cipherSuite) {
            this.sockets = sockets;
            this.protocol = protocol;
            this.cipherSuite = cipherSuite;
        }

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
            SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, autoClose);
            socket.setEnabledProtocols(new String[] {protocol});
            if (cipherSuite.length > 0) {
                socket.setEnabledCipherSuites(cipherSuite);
            }
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("only over a connection");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            throw new IOException("only over a connection");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw new IOException("only over a connection");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            throw new IOException("only over a connection");
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return sockets.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return sockets.getSupportedCipherSuites();
        }
    }
}
