package org.latchkey.config;

import org.jspecify.annotations.Nullable;

/** Reads what a login by client certificate wants. */
final class CertificateReader {

    private CertificateReader() {}

    static CertificateConfig read(ConfigValues values, Findings findings) {
        if (values.given(ConfigKey.CERTIFICATE_USER) && values.given(ConfigKey.X509_USERNAME_RETRIEVER)) {
            findings.problem(values.say(ConfigKey.X509_USERNAME_RETRIEVER) + ", but must be left out while "
                    + values.say(ConfigKey.CERTIFICATE_USER) + ": both say which name in a certificate is the user's");
        }
        return new CertificateConfig(
                values.find(ConfigKey.CERTIFICATE_USER, CertificateUser.class).orElse(CertificateUser.WHOLE_SUBJECT),
                attribute(values));
    }

    /** The attribute's type: {@code ;binary} is a way to send a value and no other attribute (RFC 4522 3). */
    static @Nullable String attribute(ConfigValues values) {
        return values.find(ConfigKey.CERTIFICATE_ATTRIBUTE, String.class)
                .map(name -> name.split(";", 2)[0])
                .orElse(null);
    }
}
