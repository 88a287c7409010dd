package org.latchkey.it.tls;

import com.unboundid.util.ssl.cert.X509Certificate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.latchkey.it.support.BuildDirectory;

/**
 * A certificate authority nobody but its own trust store knows, with the certificates of {@link ServerCertificate}.
 *
 * <p>{@link #shared()} signs for all servers of this JVM that are not told otherwise; {@link #stranger()} is there to be
 * the one a client trusts in vain. Safe for use by several threads. Files live as long as the build directory.
 */
public final class TestAuthority {
    /** Of every key and trust store written here. */
    public static final String STORE_PASSWORD = "store-c4nary";

    /** Whom the client's certificate names. */
    public static final String CLIENT_SUBJECT = "CN=tomcat,O=Latchkey Tests";

    private final Path directory;
    private final KeyPair caKeys = keys("EC", new ECGenParameterSpec("secp256r1"));
    /** RSA, because GnuTLS cannot read an EC key as Java writes it. */
    private final KeyPair serverKeys = keys("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));

    private final X509Certificate caCertificate;

    private TestAuthority(String name) {
        directory = BuildDirectory.fresh("tls", name);
        caCertificate = Issuing.authority("CN=" + name + ",O=Latchkey Tests", caKeys);
        write(caPem(), caCertificate.toPEMString());
        write(
                directory.resolve("server.key"),
                pem("PRIVATE KEY", serverKeys.getPrivate().getEncoded()));
        for (var which : ServerCertificate.values()) {
            write(certificatePem(which), issue(which).toPEMString());
        }
        writeTrustStore();
    }

    /** The authority behind every test server of this JVM. */
    public static TestAuthority shared() {
        return Shared.AUTHORITY;
    }

    /** An authority that signs only for servers told to have theirs from it. */
    public static TestAuthority stranger() {
        return Stranger.AUTHORITY;
    }

    /** A key store with the certificate of {@link #CLIENT_SUBJECT} and its key, opened by {@link #STORE_PASSWORD}. */
    public Path clientStore(String type) {
        try {
            var store = emptyStore(type);
            var own = Issuing.client(CLIENT_SUBJECT, serverKeys.getPublic(), caCertificate, caKeys.getPrivate());
            store.setKeyEntry(
                    "client",
                    serverKeys.getPrivate(),
                    STORE_PASSWORD.toCharArray(),
                    new java.security.cert.Certificate[] {own.toCertificate(), caCertificate.toCertificate()});
            return written(store, "client." + type);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A store holding the authority's certificate alone, opened by {@link #STORE_PASSWORD}. */
    public Path trustStore(String type) {
        try {
            var store = emptyStore(type);
            store.setCertificateEntry("ca", caCertificate.toCertificate());
            return written(store, "trust." + type);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path written(KeyStore store, String name) throws GeneralSecurityException, IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
        return file;
    }

    /** The authority's certificate, PEM. */
    public Path caPem() {
        return directory.resolve("ca.pem");
    }

    /** A PKCS12 store holding the authority's certificate alone, opened by {@link #STORE_PASSWORD}. */
    public Path trustStore() {
        return directory.resolve("trust.p12");
    }

    /** The certificate a server presents, PEM. */
    public Path certificatePem(ServerCertificate which) {
        return directory.resolve(which.name().toLowerCase(java.util.Locale.ROOT) + ".pem");
    }

    /** The certificate of a server at that address of the loopback network, PEM. */
    public Path certificatePem(InetAddress address) {
        Path file = directory.resolve(address.getHostAddress() + ".pem");
        write(
                file,
                Issuing.serverAt(address, serverKeys.getPublic(), caCertificate, caKeys.getPrivate())
                        .toPEMString());
        return file;
    }

    /** The private key that goes with every {@code certificatePem}, PEM, unencrypted PKCS#8. */
    public Path serverKeyPem() {
        return directory.resolve("server.key");
    }

    /** A key store with a server certificate, its key and the authority, for servers written in Java. */
    public KeyStore keyStore(ServerCertificate which) {
        try {
            var store = emptyStore();
            store.setKeyEntry(
                    "server",
                    serverKeys.getPrivate(),
                    STORE_PASSWORD.toCharArray(),
                    new java.security.cert.Certificate[] {issue(which).toCertificate(), caCertificate.toCertificate()});
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client's TLS context that trusts this authority only. */
    public SSLContext trustingContext() {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted());
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate issue(ServerCertificate which) {
        return Issuing.server(which, serverKeys.getPublic(), caCertificate, caKeys.getPrivate());
    }

    private KeyStore trusted() throws GeneralSecurityException, IOException {
        var store = emptyStore();
        store.setCertificateEntry("ca", caCertificate.toCertificate());
        return store;
    }

    private void writeTrustStore() {
        try (OutputStream out = Files.newOutputStream(trustStore())) {
            trusted().store(out, STORE_PASSWORD.toCharArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        return emptyStore("PKCS12");
    }

    private static KeyStore emptyStore(String type) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    private static KeyPair keys(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final TestAuthority AUTHORITY = new TestAuthority("Test CA");
    }

    private static final class Stranger {
        static final TestAuthority AUTHORITY = new TestAuthority("Unknown CA");
    }
}
