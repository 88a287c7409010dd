package org.latchkey.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.latchkey.auth.Dn;

/**
 * An entry as read: its name and the attributes asked for. Immutable.
 *
 * <p>Attribute names are compared without regard to case; an attribute with options ({@code cn;lang-de}) is another
 * attribute (RFC 4512 2.5).
 */
public final class DirectoryEntry {

    private final Dn dn;
    private final Map<String, Attribute> attributes;

    /** An attribute as the directory spells it. */
    private record Attribute(String name, List<Object> values) {}

    /**
     * Makes an entry.
     *
     * @param dn its name
     * @param attributes values by attribute, each a {@code String} or a {@code byte[]}, in the directory's order
     */
    public DirectoryEntry(Dn dn, Map<String, ? extends List<?>> attributes) {
        this.dn = dn;
        this.attributes = new LinkedHashMap<>();
        attributes.forEach((name, values) -> this.attributes.put(key(name), new Attribute(name, List.copyOf(values))));
    }

    /**
     * Its name.
     *
     * @return the DN
     */
    public Dn dn() {
        return dn;
    }

    /**
     * The names of the attributes that are there, as the directory spells them.
     *
     * @return the names, in the directory's order
     */
    public List<String> names() {
        return attributes.values().stream().map(Attribute::name).toList();
    }

    /**
     * The values of an attribute.
     *
     * @param attribute its name, in any case
     * @return strings and byte arrays, empty when the attribute is absent
     */
    public List<Object> values(String attribute) {
        Attribute found = attributes.get(key(attribute));
        return found == null ? List.of() : found.values();
    }

    /**
     * The values of an attribute that are text.
     *
     * @param attribute its name, in any case
     * @return the texts, empty when the attribute is absent
     */
    public List<String> texts(String attribute) {
        List<String> texts = new ArrayList<>();
        for (Object value : values(attribute)) {
            if (value instanceof String text) {
                texts.add(text);
            }
        }
        return Collections.unmodifiableList(texts);
    }

    /**
     * The first text of an attribute.
     *
     * @param attribute its name, in any case
     * @return the text, or empty when there is none
     */
    public Optional<String> text(String attribute) {
        return texts(attribute).stream().findFirst();
    }

    @Override
    public String toString() {
        return "DirectoryEntry[" + dn + ", attributes=" + names() + "]";
    }

    private static String key(String attribute) {
        return attribute.toLowerCase(Locale.ROOT);
    }
}
