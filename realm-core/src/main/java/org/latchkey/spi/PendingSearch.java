package org.latchkey.spi;

/**
 * A search that may already be under way while something else is asked. Belongs to one login on one thread, which closes
 * it in any case.
 */
@FunctionalInterface
public interface PendingSearch extends AutoCloseable {

    /**
     * Waits for the answer.
     *
     * @return what was found, at most as many entries as the search's own limit
     * @throws DirectoryException when the directory could not answer, or the answer may lack entries and the search wants
     *     all of them
     * @throws IllegalStateException when the answer was given before, or this is closed
     */
    SearchResults results() throws DirectoryException;

    /** Gives up the answer where it has not come yet. Never throws; closing again does nothing. */
    @Override
    default void close() {}
}
