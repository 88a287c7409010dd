package org.latchkey.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.latchkey.it.support.BuildDirectory;

/** The files the build, and this repository, hold ready for a Tomcat. */
public final class BuildOutput {
    private BuildOutput() {}

    /** The unpacked distribution of that version. */
    static Path tomcat(String version) {
        return existing(BuildDirectory.path().resolve("tomcat-home").resolve("apache-tomcat-" + version));
    }

    /** The sample application with BASIC, and a {@code request.login()} page; as packaged by its own module. */
    static Path staffWar() {
        return deployment("staff.war");
    }

    /** The sample application with FORM; as packaged by its own module. */
    static Path portalWar() {
        return deployment("portal.war");
    }

    /** The one jar an administrator drops into {@code lib}. */
    public static Path realmJar() {
        return deployment("latchkey-tomcat.jar");
    }

    /** The one jar an application brings, or an administrator drops into a server's library. */
    static Path moduleJar() {
        return deployment("latchkey-jaspic.jar");
    }

    /** The very file that is handed to administrators. */
    static Path exampleLogging() {
        return existing(module().resolveSibling("examples").resolve("logging.properties"));
    }

    /** A file that is handed to administrators, by its path below {@code examples}. */
    static String example(String path) {
        try {
            return Files.readString(existing(module().resolveSibling("examples").resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of {@code src/test/tomcat}. */
    public static Path template(String name) {
        return existing(module().resolve("src/test/tomcat").resolve(name));
    }

    private static Path deployment(String name) {
        return existing(BuildDirectory.path().resolve("deployments").resolve(name));
    }

    private static Path module() {
        return BuildDirectory.path().getParent();
    }

    private static Path existing(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is missing; the build puts it there before integration-test");
        }
        return file;
    }
}
