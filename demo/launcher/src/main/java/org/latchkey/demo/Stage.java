package org.latchkey.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;

/**
 * Everything the demo needs running: the directory and the applications, in a work directory of their own.
 *
 * <p>Closing it stops both and deletes the work directory.
 */
final class Stage implements AutoCloseable {
    private final Path work;
    private final PeopleDirectory directory;
    private final Applications applications;

    private Stage(Path work, PeopleDirectory directory, Applications applications) {
        this.work = work;
        this.directory = directory;
        this.applications = applications;
    }

    /**
     * Opens the directory, then Tomcat.
     *
     * @param target the module's build directory: holds {@code wars}, and receives the work directory
     */
    static Stage open(Path target) throws Exception {
        Path work = Files.createTempDirectory(target, "demo-");
        PeopleDirectory directory = PeopleDirectory.open();
        RealmLine realm = RealmLine.ofTheDemo();
        try {
            return new Stage(
                    work, directory, Applications.start(work, target.resolve("wars"), realm, directory.coordinates()));
        } catch (Exception failure) {
            directory.close();
            delete(work);
            throw failure;
        }
    }

    PeopleDirectory directory() {
        return directory;
    }

    URI root() {
        return applications.root();
    }

    @Override
    public void close() throws LifecycleException, IOException {
        try (directory) {
            applications.close();
        } finally {
            delete(work);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).forEach(Stage::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
    }
}
