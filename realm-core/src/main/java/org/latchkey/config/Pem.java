package org.latchkey.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.auth.LogText;

/** Reads certificates in PEM (RFC 7468). Text round the blocks is a comment; a block of another kind is a mistake. */
final class Pem {

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([^-\r\n]*)-----");

    private Pem() {}

    /** The certificates, at least one. */
    static List<X509Certificate> certificates(String text) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        while (begin.find()) {
            String label = begin.group(1);
            if (!label.equals("CERTIFICATE") && !label.equals("X509 CERTIFICATE")) {
                throw new IOException(
                        "it holds a block 'BEGIN " + LogText.escaped(label) + "', which is no certificate");
            }
            int end = text.indexOf("-----END " + label + "-----", begin.end());
            if (end < 0) {
                throw new IOException("certificate " + (certificates.size() + 1) + " in it has no end");
            }
            certificates.add(certificate(text.substring(begin.end(), end), certificates.size() + 1));
            begin.region(end, text.length());
        }
        if (certificates.isEmpty()) {
            throw new IOException(
                    text.startsWith("0")
                            ? "it is no PEM but looks like DER: 'openssl x509 -inform der' turns it into PEM"
                            : "there is no certificate in it");
        }
        return certificates;
    }

    private static X509Certificate certificate(String base64, int number) throws IOException {
        try {
            byte[] der = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new IOException("certificate " + number + " in it cannot be read: " + e.getMessage(), e);
        }
    }
}
