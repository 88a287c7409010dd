package org.latchkey.it.ds389;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latchkey.it.require.Prerequisite;

/**
 * Where this machine keeps 389 Directory Server.
 *
 * @param server {@code ns-slapd}
 * @param templates the folder of {@code template-dse.ldif}
 * @param configuration the folder with the schema and what else a new server is given a copy of
 */
record Ds389Installation(Path server, Path templates, Path configuration) {
    /** Names an ns-slapd elsewhere. */
    static final String PROPERTY = "latchkey.ds389";

    private static final Path TEMPLATES = Path.of("/usr/share/dirsrv/data");
    private static final Path CONFIGURATION = Path.of("/etc/dirsrv");

    static Optional<Ds389Installation> find() {
        boolean complete = Files.isReadable(TEMPLATES.resolve("template-dse.ldif"))
                && Files.isReadable(CONFIGURATION.resolve("config/slapd-collations.conf"));
        return candidates()
                .filter(Files::isExecutable)
                .filter(server -> complete)
                .findFirst()
                .map(server -> new Ds389Installation(server, TEMPLATES, CONFIGURATION));
    }

    static Prerequisite prerequisite() {
        return new Prerequisite(
                "389-ds",
                find().isPresent()
                        ? Optional.empty()
                        : Optional.of("389 Directory Server was not found, or its files cannot be read; be root, and"
                                + " install it (Debian, Ubuntu: apt-get install 389-ds-base) or name it"
                                + " with -D" + PROPERTY + "=/path/to/ns-slapd"));
    }

    private static Stream<Path> candidates() {
        String chosen = System.getProperty(PROPERTY);
        return chosen != null
                ? Stream.of(Path.of(chosen))
                : List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin").stream()
                        .map(folder -> Path.of(folder, "ns-slapd"));
    }
}
