package org.latchkey.inspect;

import java.util.Objects;

/**
 * A search as it was sent. Immutable.
 *
 * @param base where it began
 * @param scope how far it reached: {@code base}, {@code one} or {@code subtree}
 * @param filter the filter, with the name in it
 * @param entries how many entries it found, or -1 where that was not told
 */
public record SentSearch(String base, String scope, String filter, int entries) {

    /** Checks that every part is there. */
    public SentSearch {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(filter, "filter");
    }
}
