package org.latchkey.it.slapd;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.support.BuildDirectory;

/** What a private slapd has on disk: its configuration, its database loaded offline, its log. */
final class SlapdFiles {
    private static final List<String> SCHEMAS = List.of("core", "cosine", "inetorgperson", "dyngroup", "java");
    private static final List<String> MODULES = List.of("back_mdb", "ppolicy", "dynlist");

    private final Path directory;
    private final SlapdInstallation installation;
    private final SlapdOptions options;

    SlapdFiles(SlapdInstallation installation, SlapdOptions options) {
        this.installation = installation;
        this.options = options;
        this.directory = BuildDirectory.fresh("slapd", options.name);
    }

    Path log() {
        return directory.resolve("slapd.log");
    }

    /** The end of the log. */
    String lastWords() {
        try {
            var lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
            return log() + ":\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return log() + " cannot be read";
        }
    }

    Path configuration() {
        return directory.resolve("slapd.conf");
    }

    /** Writes everything and loads the fixture; slapd itself is not started. */
    void make() {
        try {
            Files.createDirectory(directory.resolve("db"));
            Files.write(configuration(), configurationLines(), StandardCharsets.UTF_8);
            copyPosixSchema();
            writeLdif();
            load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> configurationLines() {
        var lines = new ArrayList<String>();
        SCHEMAS.forEach(
                schema -> lines.add("include " + quoted(installation.schemas().resolve(schema + ".schema"))));
        lines.add("include " + quoted(directory.resolve("posix.schema")));
        installation.modules().ifPresent(folder -> {
            lines.add("modulepath " + quoted(folder));
            modules().forEach(module -> lines.add("moduleload " + module));
        });
        lines.add("pidfile " + quoted(directory.resolve("slapd.pid")));
        lines.add("loglevel stats");
        lines.add("sizelimit unlimited");
        lines.addAll(tlsLines());
        lines.addAll(options.globalLines);
        lines.addAll(databaseLines());
        return lines;
    }

    private List<String> tlsLines() {
        if (!options.speaksTls) {
            return List.of();
        }
        var authority = options.authority;
        return List.of(
                "TLSCACertificateFile " + quoted(authority.caPem()),
                "TLSCertificateFile " + quoted(authority.certificatePem(options.certificate)),
                "TLSCertificateKeyFile " + quoted(authority.serverKeyPem()),
                "TLSVerifyClient never");
    }

    private List<String> databaseLines() {
        var lines = new ArrayList<>(List.of(
                "database mdb",
                "suffix " + Fixture.BASE,
                "directory " + quoted(directory.resolve("db")),
                "maxsize 268435456",
                "dbnosync",
                "index objectClass,uid,cn,mail,member,uniqueMember,memberUid eq"));
        lines.addAll(options.databaseLines);
        lines.addAll(accessLines());
        lines.addAll(options.overlayLines);
        lines.addAll(returnCodeLines());
        return lines;
    }

    private Stream<String> modules() {
        return Stream.concat(MODULES.stream(), options.returnCodes.isEmpty() ? Stream.empty() : Stream.of("retcode"));
    }

    private List<String> returnCodeLines() {
        if (options.returnCodes.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<>(List.of("overlay retcode", "retcode-parent \"" + SlapdOptions.RETURN_CODES + "\""));
        lines.addAll(options.returnCodes);
        return lines;
    }

    private List<String> accessLines() {
        String reader = "by dn.exact=\"" + Fixture.READER_DN + "\" read ";
        String others = options.anonymousMayRead ? "by * read" : reader + "by * none";
        return List.of(
                "access to dn.subtree=\"" + Fixture.READABLE + "\" attrs=userPassword " + reader
                        + "by anonymous auth by * none",
                "access to attrs=userPassword by anonymous auth by * none",
                "access to dn.subtree=\"" + Fixture.HIDDEN + "\" by * none",
                "access to * " + others);
    }

    private void copyPosixSchema() throws IOException {
        try (var schema = Objects.requireNonNull(SlapdFiles.class.getResourceAsStream("posix.schema"))) {
            Files.copy(schema, directory.resolve("posix.schema"));
        }
    }

    private void writeLdif() throws IOException {
        try (var ldif = new LDIFWriter(ldif().toFile())) {
            for (Entry entry : entries()) {
                ldif.writeEntry(entry);
            }
            writeCrowd(ldif);
        }
    }

    private void writeCrowd(LDIFWriter ldif) throws IOException {
        if (options.crowd > 0) {
            ldif.writeEntry(new Entry(
                    SlapdOptions.CROWD,
                    new Attribute("objectClass", "organizationalUnit"),
                    new Attribute("ou", "crowd")));
        }
        for (int i = 1; i <= options.crowd; i++) {
            String uid = String.format(Locale.ROOT, "u%06d", i);
            ldif.writeEntry(new Entry(
                    "uid=" + uid + "," + SlapdOptions.CROWD,
                    new Attribute("objectClass", "inetOrgPerson"),
                    new Attribute("uid", uid),
                    new Attribute("cn", "User " + i),
                    new Attribute("sn", "\u00dcser"),
                    new Attribute("userPassword", uid + "-c4nary"),
                    new Attribute("mail", uid + "@example.org"),
                    new Attribute("title", "staff", "team-" + i % 100)));
        }
    }

    private List<Entry> entries() {
        var entries = new ArrayList<>(Fixture.ordinaryEntries());
        entries.addAll(Fixture.links(options.referralUrl));
        entries.addAll(Fixture.bigEntries());
        return entries;
    }

    private void load() throws IOException {
        Path said = directory.resolve("slapadd.log");
        var process = new ProcessBuilder(
                        installation.slapd().toString(),
                        "-Tadd",
                        "-q",
                        "-f",
                        configuration().toString(),
                        "-l",
                        ldif().toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("slapd could not load the fixture:\n" + Files.readString(said));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path ldif() {
        return directory.resolve("fixture.ldif");
    }

    private static String quoted(Path path) {
        return '"' + path.toString() + '"';
    }
}
