package org.latchkey.it.tls;

import com.unboundid.asn1.ASN1BitString;
import com.unboundid.asn1.ASN1Boolean;
import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes X.509 certificates (RFC 5280) with the UnboundID SDK's encoder: no tool, no internal JDK class. */
final class Issuing {
    private static final OID BASIC_CONSTRAINTS = new OID("2.5.29.19");
    private static final OID SUBJECT_ALTERNATIVE_NAME = new OID("2.5.29.17");
    private static final byte DNS_NAME = (byte) 0x82;
    private static final byte IP_ADDRESS = (byte) 0x87;
    private static final X509CertificateExtension NO_AUTHORITY =
            new X509CertificateExtension(BASIC_CONSTRAINTS, true, new ASN1Sequence().encode());

    private Issuing() {}

    static X509Certificate authority(String subject, KeyPair keys) {
        try {
            return X509Certificate.generateSelfSignedCertificate(
                    SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
                    keys,
                    new DN(subject),
                    millis(Duration.ofDays(-30)),
                    millis(Duration.ofDays(30)),
                    new X509CertificateExtension(
                            BASIC_CONSTRAINTS, true, new ASN1Sequence(new ASN1Boolean(true)).encode()));
        } catch (CertException | LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    static X509Certificate server(
            ServerCertificate which, PublicKey key, X509Certificate issuer, PrivateKey issuerKey) {
        return signed(which.subject, which.begins, which.ends, key, issuer, issuerKey, extensions(which));
    }

    /** Good for a host at one address only. */
    static X509Certificate serverAt(InetAddress address, PublicKey key, X509Certificate issuer, PrivateKey issuerKey) {
        return signed(
                "CN=" + address.getHostAddress() + ",O=Latchkey Tests",
                Duration.ofHours(-1),
                Duration.ofDays(2),
                key,
                issuer,
                issuerKey,
                NO_AUTHORITY,
                alternativeNames(List.of(new ASN1OctetString(IP_ADDRESS, address.getAddress()))));
    }

    /** A certificate that names somebody who connects. */
    static X509Certificate client(String subject, PublicKey key, X509Certificate issuer, PrivateKey issuerKey) {
        return signed(subject, Duration.ofHours(-1), Duration.ofDays(2), key, issuer, issuerKey, NO_AUTHORITY);
    }

    /** A certificate that names a person also among its alternative names, from and until so long from now. */
    static X509Certificate person(
            String subject,
            List<Duration> dates,
            List<ASN1Element> names,
            PublicKey key,
            X509Certificate issuer,
            PrivateKey issuerKey) {
        return signed(
                subject,
                dates.get(0),
                dates.get(1),
                key,
                issuer,
                issuerKey,
                names.isEmpty()
                        ? new X509CertificateExtension[] {NO_AUTHORITY}
                        : new X509CertificateExtension[] {NO_AUTHORITY, alternativeNames(names)});
    }

    private static X509Certificate signed(
            String subject,
            Duration begins,
            Duration ends,
            PublicKey key,
            X509Certificate issuer,
            PrivateKey issuerKey,
            X509CertificateExtension... extensions) {
        try {
            ASN1Element[] keyInfo =
                    ASN1Sequence.decodeAsSequence(key.getEncoded()).elements();
            ASN1Element[] algorithm = keyInfo[0].decodeAsSequence().elements();
            return X509Certificate.generateIssuerSignedCertificate(
                    SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
                    issuer,
                    issuerKey,
                    algorithm[0].decodeAsObjectIdentifier().getOID(),
                    algorithm[1],
                    ASN1BitString.decodeAsBitString(keyInfo[1]),
                    null,
                    new DN(subject),
                    millis(begins),
                    millis(ends),
                    extensions);
        } catch (CertException | LDAPException | ASN1Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509CertificateExtension[] extensions(ServerCertificate which) {
        var extensions = new ArrayList<X509CertificateExtension>();
        extensions.add(NO_AUTHORITY);
        if (which.hasAlternativeNames()) {
            extensions.add(alternativeNames(names(which)));
        }
        return extensions.toArray(X509CertificateExtension[]::new);
    }

    private static X509CertificateExtension alternativeNames(List<ASN1Element> names) {
        return new X509CertificateExtension(SUBJECT_ALTERNATIVE_NAME, false, new ASN1Sequence(names).encode());
    }

    private static List<ASN1Element> names(ServerCertificate which) {
        var names = new ArrayList<ASN1Element>();
        for (String dnsName : which.dnsNames) {
            names.add(new ASN1OctetString(DNS_NAME, dnsName.getBytes(StandardCharsets.US_ASCII)));
        }
        if (which.loopbackAddress) {
            names.add(new ASN1OctetString(IP_ADDRESS, new byte[] {127, 0, 0, 1}));
        }
        return names;
    }

    private static long millis(Duration fromNow) {
        return Instant.now().plus(fromNow).toEpochMilli();
    }
}
