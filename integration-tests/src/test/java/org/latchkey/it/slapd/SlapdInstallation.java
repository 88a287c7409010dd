package org.latchkey.it.slapd;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latchkey.it.require.Prerequisite;

/**
 * Where this machine keeps slapd, its schemas and its modules.
 *
 * @param slapd the server; also the offline loader, by {@code -Tadd}
 * @param schemas the folder of {@code core.schema}
 * @param modules the folder of loadable modules, or nothing where all is linked in
 */
record SlapdInstallation(Path slapd, Path schemas, Optional<Path> modules) {
    /** Names a slapd elsewhere. */
    static final String PROPERTY = "latchkey.slapd";

    private static final List<String> BINARY_FOLDERS =
            List.of("/usr/sbin", "/usr/local/sbin", "/usr/lib/openldap", "/usr/libexec", "/usr/local/libexec");
    private static final List<String> SCHEMA_FOLDERS =
            List.of("/etc/ldap/schema", "/etc/openldap/schema", "/usr/local/etc/openldap/schema");
    private static final List<String> MODULE_FOLDERS =
            List.of("/usr/lib/ldap", "/usr/lib64/openldap", "/usr/lib/openldap", "/usr/local/libexec/openldap");

    static Optional<SlapdInstallation> find() {
        var schemas = folderWith(SCHEMA_FOLDERS, "core.schema");
        return candidates()
                .filter(Files::isExecutable)
                .findFirst()
                .flatMap(slapd -> schemas.map(
                        folder -> new SlapdInstallation(slapd, folder, folderWith(MODULE_FOLDERS, "back_mdb.so"))));
    }

    private static Stream<Path> candidates() {
        String chosen = System.getProperty(PROPERTY);
        if (chosen != null) {
            return Stream.of(Path.of(chosen));
        }
        var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return Stream.concat(Arrays.stream(path).filter(folder -> !folder.isEmpty()), BINARY_FOLDERS.stream())
                .map(folder -> Path.of(folder, "slapd"));
    }

    static Prerequisite prerequisite() {
        var missing = find().isPresent()
                ? Optional.<String>empty()
                : Optional.of("slapd was not found; install slapd (Debian, Ubuntu: apt-get install slapd; Fedora:"
                        + " dnf install openldap-servers) or name it with -D" + PROPERTY + "=/path/to/slapd");
        return new Prerequisite("slapd", missing);
    }

    private static Optional<Path> folderWith(List<String> folders, String file) {
        return folders.stream()
                .map(Path::of)
                .filter(folder -> Files.exists(folder.resolve(file)))
                .findFirst();
    }
}
