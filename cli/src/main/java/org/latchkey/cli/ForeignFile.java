package org.latchkey.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A file of somebody else's.
 *
 * @param path where it is
 * @param text what is in it
 * @param which of several configurations in it is meant
 * @param environment the variables
 */
record ForeignFile(Path path, String text, ConfigFile.Which which, Map<String, String> environment) {

    /** Copies the map. */
    ForeignFile {
        environment = Map.copyOf(environment);
    }

    boolean isXml() {
        return text.startsWith("<");
    }

    /**
     * The file as XML; a part of one, with several elements side by side, is put into one.
     *
     * @throws IllegalArgumentException when it is neither; the message says where
     */
    Document xml() {
        try {
            return XmlFile.read(path);
        } catch (IllegalArgumentException whole) {
            try {
                return XmlFile.read(
                        "<part>" + text.replaceFirst("\\A<\\?xml[^>]*\\?>", "") + "</part>", path.toString());
            } catch (IllegalArgumentException part) {
                throw whole;
            }
        }
    }

    List<Element> elements(String name) {
        return XmlFile.elements(xml(), name);
    }

    /** The one of several that {@code --realm} means. */
    <T> T chosen(List<T> all) {
        return all.get(Choice.of(which.number(), all.size(), path));
    }

    @Nullable
    String entry() {
        return which.entry();
    }

    /** Names the file only. */
    @Override
    public String toString() {
        return path.toString();
    }
}
