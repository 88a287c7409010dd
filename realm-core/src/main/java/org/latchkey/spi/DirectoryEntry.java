package org.latchkey.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    private final List<Attribute> attributes;

    /** An attribute as the directory spells it. */
    private record Attribute(String name, List<Object> values) {

        boolean isCalled(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /**
     * Makes an entry.
     *
     * @param dn its name
     * @param attributes values by attribute, each a {@code String} or a {@code byte[]}, in the directory's order
     */
    public DirectoryEntry(Dn dn, Map<String, ? extends List<?>> attributes) {
        this.dn = dn;
        this.attributes = new ArrayList<>(attributes.size());
        attributes.forEach((name, values) -> {
            this.attributes.removeIf(known -> known.isCalled(name));
            this.attributes.add(new Attribute(name, List.copyOf(values)));
        });
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
        return attributes.stream().map(Attribute::name).toList();
    }

    /**
     * The values of an attribute.
     *
     * @param attribute its name, in any case
     * @return strings and byte arrays, empty when the attribute is absent
     */
    public List<Object> values(String attribute) {
        for (Attribute known : attributes) {
            if (known.isCalled(attribute)) {
                return known.values();
            }
        }
        return List.of();
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

    /**
     * The one name that an attribute gives the entry: the value it is named by, else the first in the order of their
     * characters, so that the answer does not depend on the order a server happens to return.
     *
     * @param attribute its name, in any case
     * @return the name, or empty when the attribute is absent
     */
    public Optional<String> nameBy(String attribute) {
        List<String> values = texts(attribute);
        return values.size() <= 1
                ? values.stream().findFirst()
                : dn.leafValue(attribute)
                        .filter(values::contains)
                        .or(() -> values.stream().sorted().findFirst());
    }

    @Override
    public String toString() {
        return "DirectoryEntry[" + dn + ", attributes=" + names() + "]";
    }
}
