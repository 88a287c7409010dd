package org.latchkey.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;

/** Collects what is wrong, and what an administrator should know, while a configuration is read. Used by one thread. */
final class Findings {

    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();

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

    /** Takes what was found in one directory of several, and says which where the sentence is not known already. */
    void addAll(Findings other, String directory) {
        other.problems.stream()
                .filter(known -> !problems.contains(known))
                .forEach(sentence -> problems.add("directory " + directory + ": " + sentence));
    }

    boolean any() {
        return !problems.isEmpty();
    }

    void throwIfAny() throws ConfigException {
        if (!problems.isEmpty()) {
            throw new ConfigException(List.copyOf(problems));
        }
    }

    /** A given text as a message may show it: on one line, of bounded length, in quotes. */
    static String quoted(String text) {
        return "'" + LogText.escaped(text) + "'";
    }
}
