package org.latchkey.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Secret;

/**
 * A file that holds a Java key store, read afresh each time.
 *
 * <p>Immutable; shows no secret. A relative path starts at the system property {@code catalina.base} where it is set.
 *
 * @param key the key that names the file, for messages
 * @param file the path as it was given
 * @param type the store's type, or {@code null} for the JVM's default, which reads PKCS12 and JKS alike
 * @param password where the password of the store and of its keys is, or {@code null} where it has none
 */
public record StoreFile(
        ConfigKey key,
        String file,
        @Nullable String type,
        @Nullable SecretSource password) {

    private static final long LARGEST = 16L << 20;

    /**
     * Reads it as a store of authorities.
     *
     * @return the store, with at least one trusted certificate
     * @throws IOException when it cannot be used; the message names the key, the path and what is accepted
     */
    public KeyStore trusted() throws IOException {
        return reading(word -> {
            KeyStore store = load(word);
            if (!anyEntry(store, store::isCertificateEntry)) {
                throw new IOException("no certificate in it is marked as trusted, as keytool -importcert does"
                        + (password == null ? ", or it needs a password to be seen" : ""));
            }
            return store;
        });
    }

    /**
     * Reads it as a client's certificate with its private key.
     *
     * @return what presents the certificate in a handshake
     * @throws IOException when it cannot be used; the message names the key, the path and what is accepted
     */
    public KeyManager[] clientKeys() throws IOException {
        return reading(word -> {
            KeyStore store = load(word);
            if (!anyEntry(store, store::isKeyEntry)) {
                throw new IOException("there is no private key in it");
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, word);
            return factory.getKeyManagers();
        });
    }

    /** The files to look at to see a change. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            files.add(ConfigPath.of(file));
            if (password != null) {
                password.file().ifPresent(files::add);
            }
        } catch (RuntimeException e) {
            // A path that cannot be is refused when it is read.
        }
        return files;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(char @Nullable [] word) throws IOException, GeneralSecurityException;
    }

    @FunctionalInterface
    private interface Kind {
        boolean is(String alias) throws GeneralSecurityException;
    }

    private static boolean anyEntry(KeyStore store, Kind kind) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (kind.is(alias)) {
                return true;
            }
        }
        return false;
    }

    private <T> T reading(Reading<T> reading) throws IOException {
        char[] word = null;
        try {
            word = word();
            return reading.read(word);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new IOException(
                    key + " is " + Findings.quoted(file) + ", but must be " + key.accepted() + ": "
                            + FileFault.reason(e),
                    e);
        } finally {
            if (word != null) {
                Arrays.fill(word, '\0');
            }
        }
    }

    private char @Nullable [] word() throws IOException {
        if (password == null) {
            return null;
        }
        Secret secret = password.read();
        try {
            return secret.reveal(String::toCharArray);
        } finally {
            secret.wipe();
        }
    }

    private KeyStore load(char @Nullable [] word) throws IOException, GeneralSecurityException {
        Path path = ConfigPath.of(file);
        FileFault.checkRegular(path, LARGEST);
        KeyStore store = KeyStore.getInstance(type == null ? KeyStore.getDefaultType() : type);
        try (InputStream in = Files.newInputStream(path)) {
            store.load(in, word);
        }
        return store;
    }
}
