package org.latchkey.config;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom the TLS of one directory trusts, and what it shows of itself. Immutable; the files are read afresh each time.
 *
 * @param verified whether the server's certificate and its name are checked at all
 * @param authorities the certificates of the authorities trusted, or {@code null}
 * @param trustStore a store of the authorities trusted, or {@code null}; where there are neither, the JVM's are trusted
 * @param keyStore the client's certificate and key, or {@code null}
 */
public record TlsMaterial(
        boolean verified,
        @Nullable CertificateFile authorities,
        @Nullable StoreFile trustStore,
        @Nullable StoreFile keyStore) {

    /** What the JVM trusts and shows. */
    public static final TlsMaterial OF_THE_JVM = new TlsMaterial(true, null, null, null);

    /** Refuses what contradicts itself. */
    public TlsMaterial {
        boolean trusting = authorities != null || trustStore != null;
        if ((authorities != null && trustStore != null) || (trusting && !verified)) {
            throw new IllegalArgumentException("authorities, a trust store and no verification exclude each other");
        }
    }

    /**
     * Whether nothing of the directory's own is asked for.
     *
     * @return true when the JVM's settings hold
     */
    public boolean isOfTheJvm() {
        return equals(OF_THE_JVM);
    }

    /**
     * The authorities trusted.
     *
     * @return a store, or empty where the JVM's are trusted, or anybody is
     * @throws IOException when a file cannot be used; the message names the key, the path and what is accepted
     */
    public Optional<KeyStore> trusted() throws IOException {
        if (authorities != null) {
            return Optional.of(authorities.trusted());
        }
        return trustStore == null ? Optional.empty() : Optional.of(trustStore.trusted());
    }

    /**
     * What presents the client's certificate.
     *
     * @return the key managers, none where there is no key store
     * @throws IOException when the file cannot be used; the message names the key, the path and what is accepted
     */
    public KeyManager[] clientKeys() throws IOException {
        return keyStore == null ? new KeyManager[0] : keyStore.clientKeys();
    }

    /**
     * Every file that it is made of, the members of a folder and the files of passwords included.
     *
     * @return the paths as of now
     */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (authorities != null) {
            files.addAll(authorities.files());
        }
        if (trustStore != null) {
            files.addAll(trustStore.files());
        }
        if (keyStore != null) {
            files.addAll(keyStore.files());
        }
        return files;
    }
}
