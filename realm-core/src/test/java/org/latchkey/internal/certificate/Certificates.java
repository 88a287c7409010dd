package org.latchkey.internal.certificate;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1ObjectIdentifier;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.asn1.ASN1UTF8String;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** Makes the certificates of people. */
final class Certificates {

    static final String UPN = "1.3.6.1.4.1.311.20.2.3";

    private static final long DAY = 24L * 60 * 60 * 1000;

    private Certificates() {}

    /** With alternative names in that order, or without. */
    static X509Certificate of(String subject, ASN1Element... names) {
        return names.length == 0 ? made(subject) : withRaw(subject, new ASN1Sequence(Arrays.asList(names)).encode());
    }

    /** With whatever stands in the place of the alternative names. */
    static X509Certificate withRaw(String subject, byte[] names) {
        return made(subject, new X509CertificateExtension(new OID("2.5.29.17"), false, names));
    }

    static ASN1Element mail(String address) {
        return new ASN1OctetString((byte) 0x81, address.getBytes(StandardCharsets.ISO_8859_1));
    }

    static ASN1Element host(String name) {
        return new ASN1OctetString((byte) 0x82, name);
    }

    static ASN1Element upn(String name) {
        return other(UPN, new ASN1UTF8String(name));
    }

    /** An otherName of any type with any value. */
    static ASN1Element other(String type, ASN1Element... value) {
        return new ASN1Sequence((byte) 0xA0, identifier(type), new ASN1Sequence((byte) 0xA0, value));
    }

    private static ASN1Element identifier(String type) {
        try {
            return new ASN1ObjectIdentifier(new OID(type));
        } catch (ASN1Exception e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate made(String subject, X509CertificateExtension... extensions) {
        try {
            long now = System.currentTimeMillis();
            return (X509Certificate) com.unboundid.util.ssl.cert.X509Certificate.generateSelfSignedCertificate(
                            SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
                            PublicKeyAlgorithmIdentifier.EC,
                            256,
                            new DN(subject),
                            now - DAY,
                            now + DAY,
                            extensions)
                    .getFirst()
                    .toCertificate();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
