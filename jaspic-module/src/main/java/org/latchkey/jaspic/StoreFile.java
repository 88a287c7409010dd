package org.latchkey.jaspic;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the identity store that an application carries among its classes, where CDI can see it before the
 * application starts.
 *
 * @param place where it is, for messages
 * @param keys what it says, without the keys that only other doors read
 */
record StoreFile(String place, Map<String, String> keys) {

    static final String NAME = "latchkey-identity-store.properties";

    private static final String IN_WEB_INF = "/WEB-INF/" + NAME;
    private static final String IN_CLASSES = "/WEB-INF/classes/" + NAME;

    /**
     * The file, or {@code null} where there is none.
     *
     * @param loader of the application's classes
     * @throws IOException when it cannot be read as properties in UTF-8
     */
    static @Nullable StoreFile of(@Nullable ClassLoader loader) throws IOException {
        URL file = loader == null ? null : loader.getResource(NAME);
        if (file == null) {
            return null;
        }
        try (InputStream in = file.openStream()) {
            return new StoreFile(NAME, WarFile.keys(in.readAllBytes()));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Holds that a store and a module do not meet in one application, and that no file is passed over.
     *
     * @throws ServletException when the file is where nobody looks, or both files are there
     */
    static void check(ServletContext application, @Nullable WarFile module) throws ServletException {
        if (isThere(application, IN_WEB_INF)) {
            throw new ServletException(IN_WEB_INF + " is there, but must be " + IN_CLASSES
                    + ": CDI looks for it before the application starts, and sees its classes only");
        }
        if (module != null && isThere(application, IN_CLASSES)) {
            throw new ServletException(module.place() + " and " + IN_CLASSES
                    + " are both there, but only one can be: the first protects the application by itself, the second serves"
                    + " an authentication mechanism of the application's own");
        }
    }

    private static boolean isThere(ServletContext application, String place) {
        try (InputStream file = application.getResourceAsStream(place)) {
            return file != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
