package org.latchkey.benchmark.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** The server's certificate for 127.0.0.1, signed by itself, and a trust store that holds nothing else. */
final class Certificate {
    static final String STORE_PASSWORD = "store-c4nary";

    private static final OID ALTERNATIVE_NAME = new OID("2.5.29.17");
    private static final byte IP_ADDRESS = (byte) 0x87;

    private final Path folder;

    private Certificate(Path folder) {
        this.folder = folder;
    }

    /** Makes and writes it. */
    static Certificate in(Path folder) throws IOException {
        Certificate made = new Certificate(folder);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            X509Certificate certificate = selfSigned(keys);
            Files.writeString(made.pem(), certificate.toPEMString(), StandardCharsets.US_ASCII);
            Files.writeString(made.key(), pem(keys.getPrivate().getEncoded()), StandardCharsets.US_ASCII);
            made.writeTrustStore(certificate);
        } catch (GeneralSecurityException | CertException | LDAPException e) {
            throw new IOException("no certificate could be made", e);
        }
        return made;
    }

    Path pem() {
        return folder.resolve("server.pem");
    }

    Path key() {
        return folder.resolve("server.key");
    }

    Path trustStore() {
        return folder.resolve("trust.p12");
    }

    private static X509Certificate selfSigned(KeyPair keys) throws CertException, LDAPException {
        ASN1OctetString loopback = new ASN1OctetString(IP_ADDRESS, new byte[] {127, 0, 0, 1});
        return X509Certificate.generateSelfSignedCertificate(
                SignatureAlgorithmIdentifier.SHA_256_WITH_RSA,
                keys,
                new DN("CN=127.0.0.1"),
                Instant.now().minus(Duration.ofDays(1)).toEpochMilli(),
                Instant.now().plus(Duration.ofDays(7)).toEpochMilli(),
                new X509CertificateExtension(ALTERNATIVE_NAME, false, new ASN1Sequence(loopback).encode()));
    }

    private void writeTrustStore(X509Certificate certificate) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", certificate.toCertificate());
        try (OutputStream out = Files.newOutputStream(trustStore())) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
    }

    private static String pem(byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }
}
