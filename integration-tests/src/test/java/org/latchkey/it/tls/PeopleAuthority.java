package org.latchkey.it.tls;

import com.unboundid.asn1.ASN1BigInteger;
import com.unboundid.asn1.ASN1BitString;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1ObjectIdentifier;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.asn1.ASN1UTCTime;
import com.unboundid.asn1.ASN1UTF8String;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.cert.X509Certificate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority for people's certificates, with a list of those it has revoked. Used by one thread. */
public final class PeopleAuthority {
    private static final char[] STORE_PASSWORD = TestAuthority.STORE_PASSWORD.toCharArray();
    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String PRINCIPAL_NAME = "1.3.6.1.4.1.311.20.2.3";

    private final KeyPair keys = keys();
    private final X509Certificate own;
    private final List<ASN1Element> revoked = new ArrayList<>();

    /** Makes one that nobody believes yet. */
    public PeopleAuthority(String name) {
        own = Issuing.authority("CN=" + name, keys);
    }

    /** A person's certificate with its key. */
    public final class Card {
        private final KeyPair keys = keys();
        private final X509Certificate certificate;

        private Card(String subject, Duration begins, Duration ends, List<ASN1Element> names) {
            certificate = Issuing.person(
                    subject,
                    List.of(begins, ends),
                    names,
                    keys.getPublic(),
                    own,
                    PeopleAuthority.this.keys.getPrivate());
        }

        /** As it is stored in a directory. */
        public byte[] encoded() {
            return certificate.getX509CertificateBytes();
        }

        /** Shows it, and believes the servers of {@link TestAuthority#shared()}. */
        public SSLContext context() {
            try {
                KeyStore store = empty();
                Certificate[] chain = {certificate.toCertificate(), own.toCertificate()};
                store.setKeyEntry("me", keys.getPrivate(), STORE_PASSWORD, chain);
                var shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                shown.init(store, STORE_PASSWORD);
                var believed = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                believed.init(
                        KeyStore.getInstance(TestAuthority.shared().trustStore().toFile(), STORE_PASSWORD));
                var context = SSLContext.getInstance("TLS");
                context.init(shown.getKeyManagers(), believed.getTrustManagers(), null);
                return context;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Good since an hour ago, for two days. */
    public Card card(String subject, ASN1Element... names) {
        return new Card(subject, Duration.ofHours(-1), Duration.ofDays(2), List.of(names));
    }

    /** Good until an hour ago. */
    public Card expired(String subject, ASN1Element... names) {
        return new Card(subject, Duration.ofDays(-2), Duration.ofHours(-1), List.of(names));
    }

    /** A mail address among the alternative names. */
    public static ASN1Element mail(String address) {
        return new ASN1OctetString((byte) 0x81, address);
    }

    /** A user principal name among them. */
    public static ASN1Element principalName(String name) {
        return new ASN1Sequence(
                (byte) 0xA0, identifier(PRINCIPAL_NAME), new ASN1Sequence((byte) 0xA0, new ASN1UTF8String(name)));
    }

    /** Puts a certificate on the list. */
    public PeopleAuthority revoke(Card card) {
        revoked.add(
                new ASN1Sequence(new ASN1BigInteger(card.certificate.getSerialNumber()), time(Duration.ofHours(-1))));
        return this;
    }

    /** Writes the list as it is now (RFC 5280 5.1), PEM. */
    public Path writeRevocations(Path file) {
        try {
            ASN1Element algorithm = new ASN1Sequence(identifier(ECDSA_WITH_SHA256));
            List<ASN1Element> parts = new ArrayList<>(List.of(
                    new ASN1Integer(1),
                    algorithm,
                    ASN1Element.decode(((java.security.cert.X509Certificate) own.toCertificate())
                            .getSubjectX500Principal()
                            .getEncoded()),
                    time(Duration.ofHours(-1)),
                    time(Duration.ofDays(2))));
            if (!revoked.isEmpty()) {
                parts.add(new ASN1Sequence(revoked));
            }
            ASN1Element list = new ASN1Sequence(parts);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(list.encode());
            byte[] signed = new ASN1Sequence(
                            list, algorithm, new ASN1BitString(ASN1BitString.getBitsForBytes(signature.sign())))
                    .encode();
            String body = Base64.getMimeEncoder().encodeToString(signed);
            return Files.writeString(file, "-----BEGIN X509 CRL-----\n" + body + "\n-----END X509 CRL-----\n");
        } catch (GeneralSecurityException | ASN1Exception | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a PKCS12 store of the authority alone, opened by {@link TestAuthority#STORE_PASSWORD}. */
    public Path writeTrustStore(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = empty();
            store.setCertificateEntry("people", own.toCertificate());
            store.store(out, STORE_PASSWORD);
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ASN1Element time(Duration fromNow) {
        return new ASN1UTCTime(Date.from(Instant.now().plus(fromNow)));
    }

    private static ASN1Element identifier(String oid) {
        try {
            return new ASN1ObjectIdentifier(new OID(oid));
        } catch (ASN1Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
