package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.it.support.BuildDirectory;

/** A page of {@code docs/containers}, whose blocks are what the tests carry out: so they stay true. */
final class Recipe {
    private final Path page;

    Recipe(String name) {
        page = BuildDirectory.path()
                .getParent()
                .resolveSibling("docs/containers")
                .resolve(name);
    }

    /**
     * The text of a fenced block.
     *
     * @param marker what stands in the HTML comment right above it
     */
    String block(String marker) {
        Matcher block = Pattern.compile("<!-- " + Pattern.quote(marker) + " -->\\s*```\\w*\\n(.*?)```", Pattern.DOTALL)
                .matcher(text());
        if (!block.find()) {
            throw new IllegalStateException(page + " has no block " + marker);
        }
        return block.group(1);
    }

    private String text() {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
