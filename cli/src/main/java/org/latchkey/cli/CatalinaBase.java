package org.latchkey.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Where the Tomcat is that a file belongs to: relative paths start there, as they do in Tomcat. */
final class CatalinaBase {

    private static final String PROPERTY = "catalina.base";
    /** conf/server.xml, and conf/Catalina/localhost/app.xml. */
    private static final int DEEPEST = 3;

    private CatalinaBase() {}

    /**
     * The folder {@code conf} that a file is in.
     *
     * @param file a file of Tomcat's
     * @return the folder, or empty when the file lies elsewhere
     */
    static Optional<Path> conf(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        for (int level = 0; folder != null && level < DEEPEST; level++) {
            if (folder.endsWith("conf")) {
                return Optional.of(folder);
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }

    /**
     * The folder above {@code conf}.
     *
     * @param file a file of Tomcat's
     * @return the folder, or empty when the file lies elsewhere
     */
    static Optional<Path> of(Path file) {
        return conf(file).map(Path::getParent);
    }

    /** Makes it the base of relative paths, unless {@code -Dcatalina.base} names another. */
    static void assume(Path base) {
        if (System.getProperty(PROPERTY, "").isEmpty()) {
            System.setProperty(PROPERTY, base.toString());
        }
    }

    /**
     * Runs a command, and forgets afterwards what it assumed.
     *
     * @param command the command
     * @return what it answers
     */
    static int during(IntSupplier command) {
        String before = System.getProperty(PROPERTY);
        try {
            return command.getAsInt();
        } finally {
            if (before == null) {
                System.clearProperty(PROPERTY);
            } else {
                System.setProperty(PROPERTY, before);
            }
        }
    }
}
