package org.latchkey.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.latchkey.auth.LogText;

/** Says in an administrator's words why a file cannot be used. */
final class FileFault {

    private FileFault() {}

    /** Refuses what is no plain file, before anything is read: a pipe would block, a device never end. */
    static void checkRegular(Path path, long largest) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(shown(path) + " is no file");
        }
        if (Files.size(path) > largest) {
            throw new IOException(shown(path) + " is larger than " + (largest >> 20) + " MiB");
        }
    }

    static String reason(Exception fault) {
        String message = fault.getMessage();
        if (fault instanceof NoSuchFileException) {
            return "there is no " + LogText.escaped(String.valueOf(message));
        }
        if (fault instanceof AccessDeniedException) {
            return LogText.escaped(String.valueOf(message)) + " may not be read";
        }
        return message == null ? fault.getClass().getSimpleName() : LogText.escaped(message);
    }

    private static String shown(Path path) {
        return LogText.escaped(path.toString());
    }
}
