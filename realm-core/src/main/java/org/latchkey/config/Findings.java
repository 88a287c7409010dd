package org.latchkey.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;

/** Collects what is wrong, and what an administrator should know, while a configuration is read. Used by one thread. */
final class Findings {

    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    void problem(String sentence) {
        problems.add(sentence);
    }

    /** A value that cannot be: the key with what was given, what is accepted, and the reason where there is one to tell. */
    void notAccepted(String said, String accepted, @Nullable String reason) {
        problems.add(said + ", but must be " + accepted + (reason == null ? "" : ": " + reason));
    }

    void warning(String sentence) {
        warnings.add(sentence);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    boolean any() {
        return !problems.isEmpty();
    }

    void throwIfAny() throws ConfigException {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /** A given text as a message may show it: on one line, of bounded length, in quotes. */
    static String quoted(String text) {
        return "'" + LogText.escaped(text) + "'";
    }
}
