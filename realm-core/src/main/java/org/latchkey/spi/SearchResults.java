package org.latchkey.spi;

import java.util.List;

/**
 * What a search found. Immutable.
 *
 * @param entries the entries in the server's order
 * @param more whether a size limit cut the answer: there are more matches than entries here
 */
public record SearchResults(List<DirectoryEntry> entries, boolean more) {

    /** Copies the list. */
    public SearchResults {
        entries = List.copyOf(entries);
    }
}
