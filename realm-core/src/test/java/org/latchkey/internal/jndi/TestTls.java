package org.latchkey.internal.jndi;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.TlsConfig;

/** An authority of the tests' own that nobody trusts but {@link Trusting}, and servers with certificates from it. */
public final class TestTls {

    /** TLS through {@link Trusting}, after StartTLS or from the first byte. */
    public static final TlsConfig TRUSTING = new TlsConfig(false, List.of(), List.of(), Trusting.class.getName(), null);

    public static final TlsConfig TRUSTING_START_TLS =
            new TlsConfig(true, List.of(), List.of(), Trusting.class.getName(), null);

    /** Of every store written here. */
    public static final String STORE_PASSWORD = "store-c4nary";

    private static final char[] STORE = STORE_PASSWORD.toCharArray();
    private static final byte[] LOOPBACK = {0x30, 0x06, (byte) 0x87, 4, 127, 0, 0, 1};
    private static final byte[] ELSEWHERE = {0x30, 0x06, (byte) 0x87, 4, 127, 0, 0, 9};
    private static final byte[] IS_AUTHORITY = {0x30, 0x03, 1, 1, (byte) 0xff};

    private static final TestTls INSTANCE = new TestTls();

    private final KeyPair authorityKey;
    private final X509Certificate authority;
    private final KeyPair serverKey;
    private final X509Certificate serverSelf;

    private TestTls() {
        try {
            var made =
                    selfSigned("CN=Authority", new X509CertificateExtension(new OID("2.5.29.19"), true, IS_AUTHORITY));
            authority = made.getFirst();
            authorityKey = made.getSecond();
            var server = selfSigned("CN=Server");
            serverSelf = server.getFirst();
            serverKey = server.getSecond();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The authority's certificate. */
    public static String authorityPem() {
        return INSTANCE.authority.toPEMString();
    }

    /** The certificate of an authority that signs nothing. */
    public static String strangerPem() {
        return INSTANCE.serverSelf.toPEMString();
    }

    /** Writes a store that trusts the authority, opened by {@link #STORE_PASSWORD}. */
    public static Path trustStore(Path file, String type) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setCertificateEntry("authority", INSTANCE.authority.toCertificate());
        return written(store, file);
    }

    /** Writes a store with a certificate and its key, opened by {@link #STORE_PASSWORD}. */
    public static Path keyStore(Path file, String type) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setKeyEntry(
                "client", INSTANCE.serverKey.getPrivate(), STORE, new Certificate[] {INSTANCE.serverSelf.toCertificate()
                });
        return written(store, file);
    }

    private static Path written(KeyStore store, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE);
        }
        return file;
    }

    /** A certificate that names localhost in its subject, and nothing in alternative names. */
    public static SSLContext namedInSubjectOnly() throws Exception {
        return INSTANCE.server("CN=localhost", null, Duration.ofDays(-1), Duration.ofDays(1));
    }

    /** A certificate with these DNS names. */
    public static SSLContext named(String... names) throws Exception {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        for (String name : names) {
            items.write(0x82);
            items.write(name.length());
            items.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        }
        ByteArrayOutputStream sequence = new ByteArrayOutputStream();
        sequence.write(0x30);
        if (items.size() > 127) {
            sequence.write(0x82);
            sequence.write(items.size() >> 8);
        }
        sequence.write(items.size() & 0xff);
        sequence.writeBytes(items.toByteArray());
        return INSTANCE.server("CN=Server", sequence.toByteArray(), Duration.ofDays(-1), Duration.ofDays(1));
    }

    /** A certificate for 127.0.0.1 that runs out soon. */
    public static SSLContext goodFor(Duration time) throws Exception {
        return INSTANCE.server(LOOPBACK, Duration.ofDays(-1), time);
    }

    /** A certificate for 127.0.0.1. */
    public static SSLContext good() throws Exception {
        return INSTANCE.server(LOOPBACK, Duration.ofDays(-1), Duration.ofDays(1));
    }

    public static SSLContext forAnotherHost() throws Exception {
        return INSTANCE.server(ELSEWHERE, Duration.ofDays(-1), Duration.ofDays(1));
    }

    public static SSLContext expired() throws Exception {
        return INSTANCE.server(LOOPBACK, Duration.ofDays(-2), Duration.ofDays(-1));
    }

    public static SSLContext notYetValid() throws Exception {
        return INSTANCE.server(LOOPBACK, Duration.ofDays(1), Duration.ofDays(2));
    }

    private static com.unboundid.util.ObjectPair<X509Certificate, KeyPair> selfSigned(
            String name, X509CertificateExtension... extensions) throws Exception {
        long now = System.currentTimeMillis();
        return X509Certificate.generateSelfSignedCertificate(
                SignatureAlgorithmIdentifier.SHA_256_WITH_RSA,
                PublicKeyAlgorithmIdentifier.RSA,
                2048,
                new DN(name),
                now - Duration.ofDays(10).toMillis(),
                now + Duration.ofDays(10).toMillis(),
                extensions);
    }

    private SSLContext server(byte[] names, Duration from, Duration to) throws Exception {
        return server("CN=Server", names, from, to);
    }

    private SSLContext server(String subject, byte @Nullable [] names, Duration from, Duration to) throws Exception {
        long now = System.currentTimeMillis();
        X509Certificate certificate = X509Certificate.generateIssuerSignedCertificate(
                SignatureAlgorithmIdentifier.SHA_256_WITH_RSA,
                authority,
                authorityKey.getPrivate(),
                serverSelf.getPublicKeyAlgorithmOID(),
                serverSelf.getPublicKeyAlgorithmParameters(),
                serverSelf.getEncodedPublicKey(),
                serverSelf.getDecodedPublicKey(),
                new DN(subject),
                now + from.toMillis(),
                now + to.toMillis(),
                names == null
                        ? new X509CertificateExtension[0]
                        : new X509CertificateExtension[] {
                            new X509CertificateExtension(new OID("2.5.29.17"), false, names)
                        });
        KeyStore store = emptyStore();
        store.setKeyEntry("server", serverKey.getPrivate(), STORE, new Certificate[] {certificate.toCertificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore emptyStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, STORE);
        return store;
    }

    private static SSLContext client() {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry("authority", INSTANCE.authority.toCertificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only socket factory that trusts the authority; as a site would write it. */
    public static class Trusting extends SSLSocketFactory {

        private final SSLSocketFactory sockets = client().getSocketFactory();

        /** The socket made last. */
        public static volatile SSLSocket last;

        public Trusting() {}

        @Override
        public Socket createSocket() throws IOException {
            return kept(sockets.createSocket());
        }

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
            return kept(sockets.createSocket(plain, host, port, autoClose));
        }

        private static Socket kept(Socket made) {
            last = (SSLSocket) made;
            return made;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return sockets.createSocket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return sockets.createSocket(host, port, local, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return sockets.createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return sockets.createSocket(host, port, local, localPort);
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

    /** A factory that, as simple ones do, cannot make a socket that is not connected yet. */
    public static final class TrustingConnectedOnly extends Trusting {

        public TrustingConnectedOnly() {}

        @Override
        public Socket createSocket() throws IOException {
            throw new java.net.SocketException("Unconnected sockets not implemented");
        }
    }

    /** A verifier that accepts every host. */
    public static final class AnyHost implements HostnameVerifier {

        public AnyHost() {}

        @Override
        public boolean verify(String host, SSLSession session) {
            return true;
        }
    }
}
