package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.latchkey.config.PropertiesFile;
import org.latchkey.it.cli.Shell;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.support.BuildDirectory;

/** The configuration that {@code latchkey init} makes of a directory: nothing is added to what it writes. */
final class MadeByInit {
    private MadeByInit() {}

    /**
     * Of the company, those included whose names are hostile. The fixture has groups of every kind, so that it says which of them are
     * roles; it says what the site wants besides, and the many places that a crowd without TLS is measured with.
     */
    static Map<String, String> of(OpenLdap directory, String places) {
        Ran ran = Shell.command(
                "",
                "init",
                directory.url(),
                "--connection-name=" + Fixture.READER_DN,
                "--password-file=" + passwordFile(),
                "--group-base=" + Fixture.GROUPS,
                "--format=properties",
                "--set=groupType=member",
                "--set=commonRole=employee",
                "--set=userAttributes=mail,departmentNumber",
                "--set=useStartTls=false",
                "--set=maxConnections=" + places,
                "--set=maxBindConnections=" + places);
        if (ran.code() != 0) {
            throw new IllegalStateException(ran.err());
        }
        return PropertiesFile.parse(ran.out());
    }

    private static Path passwordFile() {
        try {
            Path file = BuildDirectory.path().resolve("ee/etc/reader");
            Files.createDirectories(file.getParent());
            return Files.writeString(file, Fixture.READER_PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
