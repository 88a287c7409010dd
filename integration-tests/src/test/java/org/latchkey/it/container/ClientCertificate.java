package org.latchkey.it.container;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.latchkey.it.tls.TestAuthority;

/** What a person shows instead of a password: a certificate, good for a day, and the key to it. */
final class ClientCertificate {
    private static final char[] STORE_PASSWORD = TestAuthority.STORE_PASSWORD.toCharArray();

    private final KeyPair keys;
    private final Certificate certificate;

    private ClientCertificate(KeyPair keys, Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /** Signed by itself: whoever is to believe it trusts this very certificate. */
    static ClientCertificate of(String subject) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            long now = System.currentTimeMillis();
            X509Certificate signed = X509Certificate.generateSelfSignedCertificate(
                    SignatureAlgorithmIdentifier.SHA_256_WITH_RSA,
                    keys,
                    new DN(subject),
                    now - Duration.ofHours(1).toMillis(),
                    now + Duration.ofDays(1).toMillis());
            return new ClientCertificate(keys, signed.toCertificate());
        } catch (GeneralSecurityException | LDAPException | CertException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A PKCS12 store of certificates to believe, opened by {@link TestAuthority#STORE_PASSWORD}. */
    static Path writeTrustStore(Path directory, ClientCertificate... believed) {
        Path file = directory.resolve("people.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = emptyStore();
            for (int i = 0; i < believed.length; i++) {
                store.setCertificateEntry("person-" + i, believed[i].certificate);
            }
            store.store(out, STORE_PASSWORD);
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows this certificate, and believes the servers of the tests' own authority. */
    SSLContext context() {
        try {
            KeyStore own = emptyStore();
            own.setKeyEntry("me", keys.getPrivate(), STORE_PASSWORD, new Certificate[] {certificate});
            KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(own, STORE_PASSWORD);
            TrustManagerFactory believed = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            believed.init(
                    KeyStore.getInstance(TestAuthority.shared().trustStore().toFile(), STORE_PASSWORD));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown.getKeyManagers(), believed.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
