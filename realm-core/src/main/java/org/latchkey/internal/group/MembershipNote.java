package org.latchkey.internal.group;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** Keeps note of how the groups of users are known, and tells when that changes. Safe for use by many threads. */
public final class MembershipNote {

    private final BiConsumer<Level, String> log;
    private final AtomicReference<String> text = new AtomicReference<>("");

    /**
     * Makes an empty one.
     *
     * @param log is told of every change
     */
    public MembershipNote(BiConsumer<Level, String> log) {
        this.log = log;
    }

    /**
     * How the groups of users are known, and why so.
     *
     * @return a sentence, empty while the configuration alone says it
     */
    public String text() {
        return text.get();
    }

    void chosen(String sentence) {
        changed(Level.INFO, sentence);
    }

    void movedTo(String sentence) {
        changed(Level.WARNING, sentence);
    }

    private void changed(Level level, String sentence) {
        if (!text.getAndSet(sentence).equals(sentence)) {
            log.accept(level, "groupType auto: " + sentence);
        }
    }
}
