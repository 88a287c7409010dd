package org.latchkey.it.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.latchkey.it.support.ScratchFolder;

/**
 * What a web server that takes Kerberos tickets has of its own, in a folder that nobody else may enter: its keys, what its
 * Kerberos library is told, and the tickets it has seen. The machine's own Kerberos is neither read nor written.
 */
public record TicketFiles(ScratchFolder folder) implements AutoCloseable {

    /** A new folder, without keys yet. */
    public static TicketFiles make(String realm) {
        var files = new TicketFiles(ScratchFolder.make("tickets"));
        try {
            Files.write(
                    files.configuration(),
                    List.of(
                            "[libdefaults]",
                            "default_realm = " + realm,
                            "dns_lookup_kdc = false",
                            "rdns = false",
                            "default_rcache_name = file2:" + files.folder.path().resolve("seen")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Where the keys go. */
    public Path keytab() {
        return folder.path().resolve("keytab");
    }

    Path configuration() {
        return folder.path().resolve("krb5.conf");
    }

    /** Makes all of it a user's, as which the server runs where it is started by root. */
    void giveTo(String user) {
        try (var files = Files.walk(folder.path())) {
            UserPrincipal owner =
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
            for (Path file : files.toList()) {
                Files.setOwner(file, owner);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
