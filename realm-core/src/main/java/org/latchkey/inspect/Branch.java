package org.latchkey.inspect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;

/**
 * A line of a tree, and what is below it. Its texts are made of visible characters only. Immutable.
 *
 * @param label what it is about, or empty
 * @param text what there is to say
 * @param tone how it is meant, or {@code null}
 * @param branches what is below it
 */
public record Branch(String label, String text, @Nullable Outcome tone, List<Branch> branches) {

    /** Escapes whatever could drive a terminal, and copies the list. */
    public Branch {
        label = LogText.escaped(label);
        text = LogText.escaped(text);
        branches = List.copyOf(branches);
    }

    /**
     * Makes a line.
     *
     * @param label what it is about, or empty
     * @param text what there is to say
     * @param branches what is below it
     * @return the line, without a tone
     */
    public static Branch of(String label, String text, List<Branch> branches) {
        return new Branch(label, text, null, branches);
    }

    /**
     * Makes a line with nothing below it.
     *
     * @param label what it is about, or empty
     * @param text what there is to say
     * @return the line, without a tone
     */
    public static Branch leaf(String label, String text) {
        return of(label, text, List.of());
    }

    /**
     * The same line, meant otherwise.
     *
     * @param other how, or {@code null}
     * @return a line
     */
    public Branch toned(@Nullable Outcome other) {
        return new Branch(label, text, other, branches);
    }
}
