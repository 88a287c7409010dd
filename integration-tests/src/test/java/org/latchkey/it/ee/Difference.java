package org.latchkey.it.ee;

import java.util.Map;
import java.util.Set;

/**
 * What a container answers otherwise than the table says, because it cannot do better.
 *
 * @param ways of the applications that are concerned
 * @param row the row of the table; a star at its end stands for all rows that begin so
 * @param seen what is seen instead: {@code status}, {@code remoteUser}, {@code authType} ... to its value; what is not
 *     named is as in the table
 * @param reason for the reader of the documentation; one sentence
 */
public record Difference(Set<Way> ways, String row, Map<String, String> seen, String reason) {
    boolean concerns(Way way, String name) {
        return ways.contains(way)
                && (row.endsWith("*") ? name.startsWith(row.substring(0, row.length() - 1)) : row.equals(name));
    }
}
