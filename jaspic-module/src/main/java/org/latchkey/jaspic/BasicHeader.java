package org.latchkey.jaspic;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.latchkey.auth.Secret;

/**
 * What an {@code Authorization: Basic} header says (RFC 7617).
 *
 * <p>UTF-8 is what the challenge asks for; what is not UTF-8 is read as ISO-8859-1, which older clients send. Belongs to one
 * request; shows no password.
 *
 * @param username the name as sent
 * @param password the password as sent; whoever reads the header wipes it
 */
record BasicHeader(String username, Secret password) {

    private static final String SCHEME = "Basic ";

    /** Whether a header is of this scheme, well-formed or not; the scheme's case means nothing (RFC 9110 11.1). */
    static boolean is(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.equalsIgnoreCase(SCHEME.strip());
    }

    /**
     * Reads a header.
     *
     * @return empty where it is malformed: not of this scheme, no Base64, no colon, or a control character
     */
    static Optional<BasicHeader> of(String header) {
        return is(header)
                ? decoded(header.substring(Math.min(header.length(), SCHEME.length()))
                        .strip())
                : Optional.empty();
    }

    private static Optional<BasicHeader> decoded(String token) {
        try {
            byte[] bytes = Base64.getDecoder().decode(token);
            char[] text = text(bytes);
            Arrays.fill(bytes, (byte) 0);
            try {
                return split(text);
            } finally {
                Arrays.fill(text, '\0');
            }
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<BasicHeader> split(char[] text) {
        int colon = 0;
        while (colon < text.length && text[colon] != ':') {
            colon++;
        }
        if (colon == text.length || hasControl(text)) {
            return Optional.empty();
        }
        String username = new String(text, 0, colon);
        char[] password = Arrays.copyOfRange(text, colon + 1, text.length);
        Secret secret = Secret.of(password);
        Arrays.fill(password, '\0');
        return Optional.of(new BasicHeader(username, secret));
    }

    /** RFC 7617 2: neither part may hold one. */
    private static boolean hasControl(char[] text) {
        boolean found = false;
        for (char c : text) {
            found |= Character.isISOControl(c);
        }
        return found;
    }

    private static char[] text(byte[] bytes) {
        try {
            return chars(StandardCharsets.UTF_8, bytes);
        } catch (CharacterCodingException e) {
            char[] text = new char[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                text[i] = (char) (bytes[i] & 0xff);
            }
            return text;
        }
    }

    private static char[] chars(Charset charset, byte[] bytes) throws CharacterCodingException {
        CharBuffer decoded = charset.newDecoder().decode(ByteBuffer.wrap(bytes));
        char[] text = Arrays.copyOf(decoded.array(), decoded.limit());
        Arrays.fill(decoded.array(), '\0');
        return text;
    }
}
