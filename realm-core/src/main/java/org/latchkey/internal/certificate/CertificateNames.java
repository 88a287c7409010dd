package org.latchkey.internal.certificate;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.config.CertificateUser;

/**
 * Takes the one name of its user out of a certificate. Where there is none, or more than one, nothing is guessed. Immutable.
 *
 * @param user which name is meant
 */
record CertificateNames(CertificateUser user) {

    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final int OTHER_NAME = 0xA0;
    private static final int RFC822_NAME = 0x81;
    private static final int EXPLICIT = 0xA0;

    /** Backtracking is the site's to avoid; that a subject is never long is ours. */
    private static final int LONGEST_SUBJECT = 4096;

    /** 1.3.6.1.4.1.311.20.2.3, Microsoft's user principal name. */
    private static final byte[] UPN = HexFormat.of().parseHex("2b060104018237140203");

    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("550403");
    private static final byte[] SERIAL_NUMBER = HexFormat.of().parseHex("550405");
    private static final byte[] USER_ID = HexFormat.of().parseHex("0992268993f22c640101");
    private static final byte[] EMAIL_ADDRESS = HexFormat.of().parseHex("2a864886f70d010901");

    /**
     * The name.
     *
     * @param certificate a certificate that somebody else has verified
     * @return the name, not yet known to be anybody's
     * @throws IllegalArgumentException where not exactly one name is there to be read; the message says why
     */
    String of(X509Certificate certificate) {
        return switch (user.place()) {
            case SUBJECT -> subject(certificate);
            case PATTERN -> matched(subject(certificate));
            case EMAIL -> one(alternativeNames(certificate, RFC822_NAME), "mail address in its alternative names");
            case UPN -> one(alternativeNames(certificate, OTHER_NAME), "user principal name in its alternative names");
            case CN -> one(subjectValues(certificate, COMMON_NAME), "CN in its subject");
            case UID -> one(subjectValues(certificate, USER_ID), "UID in its subject");
            case EMAIL_ADDRESS -> one(subjectValues(certificate, EMAIL_ADDRESS), "emailAddress in its subject");
            case SERIAL_NUMBER -> one(subjectValues(certificate, SERIAL_NUMBER), "serialNumber in its subject");
        };
    }

    /** As Tomcat's own retriever writes it, so that a search that served JNDIRealm serves here. */
    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().toString();
    }

    private String matched(String subject) {
        Pattern pattern = user.pattern();
        if (pattern == null || subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("its subject is over " + LONGEST_SUBJECT + " characters");
        }
        Matcher matcher = pattern.matcher(subject);
        if (!matcher.matches() || matcher.group(1) == null) {
            throw new IllegalArgumentException("the expression does not match its whole subject");
        }
        return matcher.group(1);
    }

    private static String one(List<String> names, String what) {
        if (names.size() != 1) {
            throw new IllegalArgumentException(
                    "it has " + (names.isEmpty() ? "no " : names.size() + " times a ") + what);
        }
        return names.get(0);
    }

    /** The names of one kind (RFC 5280 4.2.1.6); all names are read, so that none can hide behind a broken one. */
    private static List<String> alternativeNames(X509Certificate certificate, int kind) {
        byte[] extension = certificate.getExtensionValue(SUBJECT_ALTERNATIVE_NAME);
        if (extension == null) {
            return List.of();
        }
        byte[] value = DerReader.inside(extension, DerReader.OCTET_STRING).rest();
        DerReader all = DerReader.inside(value, DerReader.SEQUENCE);
        List<String> names = new ArrayList<>();
        while (!all.isAtEnd()) {
            int tag = all.nextTag();
            DerReader name = all.enter(tag);
            if (tag == kind && kind == RFC822_NAME) {
                names.add(name.text(StandardCharsets.US_ASCII));
            } else if (tag == kind) {
                addPrincipalName(name, names);
            }
        }
        return names;
    }

    private static void addPrincipalName(DerReader other, List<String> names) {
        byte[] type = other.enter(DerReader.OBJECT_IDENTIFIER).rest();
        DerReader value = other.enter(EXPLICIT);
        other.requireEnd();
        if (Arrays.equals(type, UPN)) {
            names.add(value.text());
            value.requireEnd();
        }
    }

    /** The values of one attribute, wherever it stands in the subject (RFC 5280 4.1.2.4). */
    private static List<String> subjectValues(X509Certificate certificate, byte[] type) {
        DerReader subject =
                DerReader.inside(certificate.getSubjectX500Principal().getEncoded(), DerReader.SEQUENCE);
        List<String> values = new ArrayList<>();
        while (!subject.isAtEnd()) {
            DerReader parts = subject.enter(DerReader.SET);
            while (!parts.isAtEnd()) {
                DerReader part = parts.enter(DerReader.SEQUENCE);
                if (Arrays.equals(part.enter(DerReader.OBJECT_IDENTIFIER).rest(), type)) {
                    values.add(part.text());
                } else {
                    part.skip();
                }
                part.requireEnd();
            }
        }
        return values;
    }
}
