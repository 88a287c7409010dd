package org.latchkey.it.parity;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.tls.TestAuthority;

/**
 * Makes the JVM itself trust the authority of the test servers, because JNDIRealm knows no other way, and undoes it. Not
 * for concurrent use.
 */
final class JvmTrust {
    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String TYPE = "javax.net.ssl.trustStoreType";

    private final Map<String, @Nullable String> before = new HashMap<>();
    private @Nullable SSLContext defaultBefore;

    /** For contexts made by name from now on, and as the default one. */
    void put() {
        try {
            defaultBefore = SSLContext.getDefault();
            SSLContext.setDefault(TestAuthority.shared().trustingContext());
            set(STORE, writeStore().toString());
            set(TYPE, "JKS");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts back what was there. */
    void restore() {
        if (defaultBefore != null) {
            SSLContext.setDefault(defaultBefore);
            defaultBefore = null;
        }
        before.forEach(JvmTrust::setOrClear);
        before.clear();
    }

    private void set(String property, String value) {
        before.put(property, System.getProperty(property));
        System.setProperty(property, value);
    }

    private static void setOrClear(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    /** Of the one kind that can be read without a password: a property of the JVM is in every report. */
    private static Path writeStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("JKS");
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(TestAuthority.shared().caPem())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        Path file = BuildDirectory.fresh("tls", "jvm-trust").resolve("trust.jks");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, TestAuthority.STORE_PASSWORD.toCharArray());
        }
        return file;
    }
}
