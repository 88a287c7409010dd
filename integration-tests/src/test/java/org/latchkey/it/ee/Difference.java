package org.latchkey.it.ee;

import java.util.Map;

/**
 * What a container answers otherwise than the table says, because it cannot do better.
 *
 * @param row the row of the table
 * @param seen what is seen instead: {@code status}, {@code remoteUser}, {@code authType} ... to its value; what is not
 *     named is as in the table
 * @param reason for the reader of the documentation; one sentence
 */
public record Difference(String row, Map<String, String> seen, String reason) {}
