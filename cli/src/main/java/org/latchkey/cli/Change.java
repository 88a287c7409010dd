package org.latchkey.cli;

import java.util.Locale;

/** What became of a user since an earlier list. */
enum Change {
    /** The earlier list does not have the user. */
    ADDED,
    /** The earlier list has the user, and said something else. */
    CHANGED,
    /** The earlier list alone has the user. */
    REMOVED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
