package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** The text of a block with the paths of this application. */
    String block(String marker, Application application) {
        return filled(block(marker), application);
    }

    /**
     * The text of a block in which a part stands once for each application.
     *
     * @param from what the part begins with, the first in the block
     * @param to what it ends with, the last in the block
     */
    String block(String marker, List<Application> applications, String from, String to) {
        String block = block(marker);
        int begin = block.indexOf(from);
        int end = block.lastIndexOf(to) + to.length();
        return applications.stream()
                .map(application -> filled(block.substring(begin, end), application))
                .collect(Collectors.joining("\n", block.substring(0, begin), block.substring(end)));
    }

    private static String filled(String text, Application application) {
        return text.replace("/app", application.contextPath())
                .replace(
                        "/etc/latchkey/latchkey.properties",
                        Site.configFile(application).toString());
    }

    private String text() {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
