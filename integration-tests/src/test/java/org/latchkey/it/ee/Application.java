package org.latchkey.it.ee;

import java.nio.file.Path;
import java.util.Map;

/**
 * A WAR as it is deployed, under the context path of its name, and how it comes by its logins.
 *
 * @param name of the file, less its ending, and of the context path, less its slash
 * @param war the file that was built once for all servers
 * @param options Latchkey's own: already inside for {@link Way#IN_WAR}, to be given to the server for the other ways
 */
public record Application(String name, Way way, Path war, Map<String, String> options) {
    /** Where it answers. */
    public String contextPath() {
        return "/" + name;
    }
}
