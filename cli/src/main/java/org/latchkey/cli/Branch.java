package org.latchkey.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;
import org.latchkey.inspect.Outcome;

/**
 * A line of a tree, and what is below it. Its texts are made of visible characters only.
 *
 * @param label what it is about, or empty
 * @param text what there is to say
 * @param tone how it is meant, or {@code null}
 * @param branches what is below it
 */
record Branch(String label, String text, @Nullable Outcome tone, List<Branch> branches) {

    /** Escapes whatever could drive a terminal, and copies the list. */
    Branch {
        label = LogText.escaped(label);
        text = LogText.escaped(text);
        branches = List.copyOf(branches);
    }

    static Branch of(String label, String text, List<Branch> branches) {
        return new Branch(label, text, null, branches);
    }

    static Branch leaf(String label, String text) {
        return of(label, text, List.of());
    }

    Branch toned(@Nullable Outcome other) {
        return new Branch(label, text, other, branches);
    }
}
