package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.latchkey.it.support.BuildDirectory;

/** The JAAS configuration file of {@code docs/jaas.md}, for the application that gets its logins that way. */
final class LoginConfig {
    private LoginConfig() {}

    static Path of(Site site) {
        Application application = site.by(Way.JAAS).get(0);
        try {
            return Files.writeString(
                    BuildDirectory.path().resolve("ee/etc/login.config"),
                    new Recipe("../jaas.md")
                            .block("login.config")
                            .replace(
                                    "/etc/latchkey/latchkey.properties",
                                    Site.configFile(application).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
