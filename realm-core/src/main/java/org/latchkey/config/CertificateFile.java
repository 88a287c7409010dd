package org.latchkey.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.latchkey.auth.LogText;

/**
 * A file with certificates of authorities in PEM (RFC 7468), or a folder of such files, read afresh each time.
 *
 * <p>Immutable. A relative path starts at the system property {@code catalina.base} where it is set.
 *
 * @param file the path as it was given
 */
public record CertificateFile(String file) {

    private static final List<String> ENDINGS = List.of(".pem", ".crt", ".cer");
    private static final long LARGEST = 16L << 20;

    /**
     * Reads every certificate.
     *
     * @return a store that trusts exactly these, at least one
     * @throws IOException when a file is missing or holds anything but certificates; the message names the key, the path
     *     and what is accepted
     */
    public KeyStore trusted() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate certificate : certificates()) {
                store.setCertificateEntry("authority" + store.size(), certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new IOException(
                    ConfigKey.CA_CERTIFICATE_FILE + " is " + Findings.quoted(file) + ", but must be "
                            + ConfigKey.CA_CERTIFICATE_FILE.accepted() + ": " + FileFault.reason(e),
                    e);
        }
    }

    /** The files as they are now: what must be looked at to see a change. */
    List<Path> files() {
        try {
            Path path = ConfigPath.of(file);
            return Files.isDirectory(path) ? listed(path) : List.of(path);
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
    }

    private Set<X509Certificate> certificates() throws IOException, GeneralSecurityException {
        Path path = ConfigPath.of(file);
        Set<X509Certificate> certificates = new LinkedHashSet<>();
        if (!Files.isDirectory(path)) {
            certificates.addAll(Pem.certificates(text(path)));
            return certificates;
        }
        for (Path member : listed(path)) {
            try {
                certificates.addAll(Pem.certificates(text(member)));
            } catch (IOException e) {
                String name = LogText.escaped(String.valueOf(member.getFileName()));
                throw new IOException(name + " in it: " + FileFault.reason(e), e);
            }
        }
        if (certificates.isEmpty()) {
            throw new IOException("the folder has no file named *" + String.join(", *", ENDINGS));
        }
        return certificates;
    }

    private static List<Path> listed(Path folder) throws IOException {
        List<Path> members = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(CertificateFile::isNamedSo)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(members::add);
        }
        return members;
    }

    private static boolean isNamedSo(Path member) {
        String name = String.valueOf(member.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static String text(Path path) throws IOException {
        FileFault.checkRegular(path, LARGEST);
        return Files.readString(path, StandardCharsets.ISO_8859_1);
    }
}
