package org.latchkey.benchmark.directory;

/**
 * What a server has been asked so far, or between two looks.
 *
 * @param connections how many it accepted
 * @param binds how many binds it began
 * @param searches how many searches it began
 */
public record Counts(long connections, long binds, long searches) {
    /** What came since. */
    Counts since(Counts before) {
        return new Counts(connections - before.connections, binds - before.binds, searches - before.searches);
    }
}
