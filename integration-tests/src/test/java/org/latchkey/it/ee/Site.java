package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.latchkey.it.support.BuildDirectory;

/**
 * What a server is to hold.
 *
 * @param module the jar with the Jakarta Authentication module, as it is handed out
 * @param applications in the order in which they are deployed
 */
public record Site(Path module, List<Application> applications) {
    /** The options of an application in a file of its own, for the key {@code configFile}. */
    public static Path configFile(Application application) {
        Path file = BuildDirectory.path().resolve("ee/etc/" + application.name() + ".properties");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines(application));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Application application) {
        return application.options().entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .toList();
    }

    /** Those that get their logins this way. */
    public List<Application> by(Way way) {
        return applications.stream()
                .filter(application -> application.way() == way)
                .toList();
    }
}
