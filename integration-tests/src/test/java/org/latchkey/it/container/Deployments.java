package org.latchkey.it.container;

import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The sample applications as Arquillian wants them: read from their WARs, nothing added and nothing changed. */
final class Deployments {
    private Deployments() {}

    static WebArchive staff() {
        return unmodified(BuildOutput.staffWar());
    }

    static WebArchive portal() {
        return unmodified(BuildOutput.portalWar());
    }

    private static WebArchive unmodified(Path war) {
        return ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile());
    }
}
