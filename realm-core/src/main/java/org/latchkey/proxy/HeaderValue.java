package org.latchkey.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads the value of a header as text, strictly. Immutable. */
record HeaderValue(Charset charset) {

    private static final int LONGEST = 4096;

    /** What must be refused, with the reason. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final ProxyRefusal refusal;

        Unreadable(ProxyRefusal refusal) {
            super(refusal.sentence(), null, false, false);
            this.refusal = refusal;
        }

        ProxyRefusal refusal() {
            return refusal;
        }
    }

    /** The text, without blanks round it; nothing in it is decoded further. */
    String read(String value) throws Unreadable {
        if (value.length() > LONGEST) {
            throw new Unreadable(ProxyRefusal.TOO_LONG);
        }
        String text = decoded(value).strip();
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new Unreadable(ProxyRefusal.CONTROL_CHARACTER);
        }
        return text;
    }

    private String decoded(String value) throws Unreadable {
        if (value.chars().anyMatch(c -> c > 0xff)) {
            throw new Unreadable(ProxyRefusal.CHARSET);
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1));
            return charset.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable(ProxyRefusal.CHARSET);
        }
    }

    /** What a web server writes for nothing. */
    static boolean isNothing(String text) {
        return text.isEmpty() || text.equals("(null)");
    }
}
