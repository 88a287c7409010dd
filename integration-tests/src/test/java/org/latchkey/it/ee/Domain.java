package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.support.FreePort;

/**
 * The files of a domain of GlassFish, or of Payara: a copy of the one that comes with it, under {@code target/ee}, with a
 * link to it where the server looks for domains.
 *
 * <p>Written before the server starts, by one thread.
 */
final class Domain {
    private static final String XML = "config/domain.xml";

    private final Path directory;
    private final int port = FreePort.next();
    private final int adminPort = FreePort.next();

    private Domain(Path directory) {
        this.directory = directory;
    }

    /** A fresh one of the server that was unpacked here, on this machine's loopback address and quick to start. */
    static Domain of(Path home, String name) {
        Path fresh = BuildDirectory.fresh("ee", name);
        var domain = new Domain(fresh.resolve(fresh.getFileName()));
        Path domains = home.resolve("glassfish/domains");
        Folders.copy(domains.resolve("domain1"), domain.directory);
        try {
            Path link = domains.resolve(domain.name());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, domain.directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return domain.change(
                xml -> xml.onLoopback(domain.port, domain.adminPort).quickly());
    }

    String name() {
        return directory.getFileName().toString();
    }

    int port() {
        return port;
    }

    int adminPort() {
        return adminPort;
    }

    Path logs() {
        return directory.resolve("logs");
    }

    Domain change(UnaryOperator<DomainXml> change) {
        return write(XML, change.apply(new DomainXml(read(XML))).text());
    }

    /** For every application of the domain. */
    Domain lib(Path jar) {
        try {
            Files.copy(jar, directory.resolve("lib").resolve(jar.getFileName()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Domain write(String file, String text) {
        try {
            Files.writeString(directory.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server while it runs: it is no child of ours, and says who it is. */
    Optional<ProcessHandle> process() {
        return Files.exists(directory.resolve("config/pid"))
                ? ProcessHandle.of(Long.parseLong(read("config/pid").trim())).filter(this::isOfThisDomain)
                : Optional.empty();
    }

    /** In one step, from the file where it is, by what the server offers over http to those who administer it. */
    void redeploy(Application application) {
        String form = "id=" + application.war() + "&name=" + application.name() + "&contextroot=" + application.name()
                + "&force=true";
        Seen seen = new Client("http://127.0.0.1:" + adminPort)
                .send(Call.post("/management/domain/applications/application", form)
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .with("Accept", "application/json")
                        .with("X-Requested-By", "tests"));
        if (seen.status() != 200) {
            throw new IllegalStateException(seen.status() + " " + seen.body());
        }
    }

    /** By the kernel's whole word (proc(5)): {@link ProcessHandle.Info} ends after a page of it, and Payara's is longer. */
    private boolean isOfThisDomain(ProcessHandle process) {
        try {
            String commandLine = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
            return Stream.of(commandLine.split("\0"))
                    .anyMatch(argument ->
                            argument.endsWith("/domains/" + name()) || argument.contains(directory.toString()));
        } catch (IOException e) {
            return false;
        }
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
