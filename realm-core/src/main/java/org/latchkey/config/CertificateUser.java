package org.latchkey.config;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which name in a client certificate is its user's. Immutable.
 *
 * @param place where the name stands
 * @param pattern what the whole subject must match for {@link Place#PATTERN}, with one group round the name; else
 *     {@code null}
 */
public record CertificateUser(Place place, @Nullable Pattern pattern) {

    /** Where a name stands in a certificate. */
    public enum Place {
        /** The whole subject, as Tomcat's own retriever writes it. */
        SUBJECT("subject"),
        /** The mail address among the alternative names (RFC 5280 4.2.1.6, rfc822Name). */
        EMAIL("email"),
        /** Microsoft's user principal name among the alternative names. */
        UPN("upn"),
        /** The subject's common name. */
        CN("CN"),
        /** The subject's user id. */
        UID("UID"),
        /** The subject's mail address. */
        EMAIL_ADDRESS("emailAddress"),
        /** The subject's serial number, which is the person's and not the certificate's. */
        SERIAL_NUMBER("serialNumber"),
        /** A part of the subject, told by a regular expression. */
        PATTERN("/.../");

        private final String word;

        Place(String word) {
            this.word = word;
        }
    }

    /** JNDIRealm's choice. */
    public static final CertificateUser WHOLE_SUBJECT = new CertificateUser(Place.SUBJECT, null);

    /** Checks that there is an expression where one is meant, with one group and no more. */
    public CertificateUser {
        Objects.requireNonNull(place, "place");
        if ((place == Place.PATTERN) != (pattern != null)) {
            throw new IllegalArgumentException("an expression belongs to PATTERN alone");
        }
        if (pattern != null && pattern.matcher("").groupCount() != 1) {
            throw new IllegalArgumentException(
                    "it has " + pattern.matcher("").groupCount() + " groups, and one is the user name");
        }
    }

    static CertificateUser parse(String given) {
        String text = given.strip();
        if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
            return new CertificateUser(Place.PATTERN, ValueType.expression(text.substring(1, text.length() - 1)));
        }
        return Arrays.stream(Place.values())
                .filter(place -> place != Place.PATTERN && Ascii.equalsIgnoreCase(place.word, text))
                .findFirst()
                .map(place -> new CertificateUser(place, null))
                .orElseThrow(IllegalArgumentException::new);
    }

    /** As it is given in a configuration. */
    @Override
    public String toString() {
        return pattern == null ? place.word : "/" + pattern + "/";
    }
}
