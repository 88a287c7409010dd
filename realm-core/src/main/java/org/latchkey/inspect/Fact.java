package org.latchkey.inspect;

import java.util.List;
import java.util.Objects;

/**
 * Something that was seen. Immutable; never a secret.
 *
 * @param name a word without blanks, the same in every release
 * @param values what was seen, in the directory's order
 */
public record Fact(String name, List<String> values) {

    /** Checks that both are there, and copies the list. */
    public Fact {
        Objects.requireNonNull(name, "name");
        values = List.copyOf(values);
    }

    /**
     * Makes a fact.
     *
     * @param name a word without blanks
     * @param values what was seen
     * @return the fact
     */
    public static Fact of(String name, String... values) {
        return new Fact(name, List.of(values));
    }
}
