package org.latchkey.it.container;

import java.nio.file.Path;

/**
 * A Tomcat distribution as the build unpacked it: the {@code CATALINA_HOME} of every Tomcat started here, never written
 * to.
 */
public record TomcatHome(String version, Path directory) {
    private static final String NEWEST_OF_10 = "10.1.55";

    /** The one this run of the suite is for; outside the build the newest 10.1. */
    public static TomcatHome underTest() {
        String version = System.getProperty("latchkey.tomcat.version", NEWEST_OF_10);
        return new TomcatHome(version, BuildOutput.tomcat(version));
    }
}
