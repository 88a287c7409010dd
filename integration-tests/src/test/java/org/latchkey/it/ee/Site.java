package org.latchkey.it.ee;

import java.nio.file.Path;
import java.util.List;

/**
 * What a server is to hold.
 *
 * @param module the jar with the Jakarta Authentication module, as it is handed out
 * @param applications in the order in which they are deployed
 */
public record Site(Path module, List<Application> applications) {
    /** Those that get their logins this way. */
    public List<Application> by(Way way) {
        return applications.stream()
                .filter(application -> application.way() == way)
                .toList();
    }
}
