package org.latchkey.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads texts in which a backslash and two hex digits stand for a byte of UTF-8. */
final class HexEscapes {

    private static final Pattern BYTES = Pattern.compile("(?:\\\\[0-9A-Fa-f]{2})+");
    private static final Pattern BAD = Pattern.compile("\\\\(?![0-9A-Fa-f]{2})");

    private HexEscapes() {}

    static String decoded(String text) {
        if (BAD.matcher(text).find()) {
            throw new IllegalArgumentException("a backslash takes two hex digits");
        }
        return BYTES.matcher(text).replaceAll(bytes -> Matcher.quoteReplacement(characters(bytes.group())));
    }

    private static String characters(String escapes) {
        byte[] bytes = HexFormat.of().parseHex(escapes.replace("\\", ""));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("'" + escapes + "' is not UTF-8", e);
        }
    }
}
