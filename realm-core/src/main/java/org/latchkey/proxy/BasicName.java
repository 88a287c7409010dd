package org.latchkey.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The user that an {@code Authorization: Basic} header names (RFC 7617 2). */
final class BasicName {

    private static final String HEADER = "Authorization";
    private static final String SCHEME = "Basic ";

    private BasicName() {}

    static boolean isHeader(String name) {
        return name.equalsIgnoreCase(HEADER);
    }

    /** Whether a header brings a name and a password, readable or not. */
    static boolean isIn(HeaderLine line) {
        return isHeader(line.name()) && (line.value() + " ").regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** The name, empty where it cannot be read. */
    static Optional<String> of(HeaderLine line) {
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(line.value().substring(SCHEME.length()).strip());
            int colon = 0;
            while (colon < pair.length && pair[colon] != ':') {
                colon++;
            }
            return colon == pair.length ? Optional.empty() : Optional.of(text(pair, colon));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException malformed) {
            return Optional.empty();
        }
    }

    private static String text(byte[] pair, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(pair, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(pair, 0, length, StandardCharsets.ISO_8859_1);
        }
    }
}
