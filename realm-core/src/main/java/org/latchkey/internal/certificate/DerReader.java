package org.latchkey.internal.certificate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the elements of a DER value one after another (X.690 10.1: definite lengths in the shortest form). Every length is
 * checked against the bytes that are there; whatever else is no DER is an {@link IllegalArgumentException}. Used by one
 * thread.
 */
final class DerReader {

    static final int OBJECT_IDENTIFIER = 0x06;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    /** More than a certificate has any use for, and little enough to be read at each login. */
    static final int LARGEST = 64 * 1024;

    private static final int LONG_TAG = 0x1F;
    private static final int LONGEST_LENGTH = 3;

    private final byte[] bytes;
    private final int end;
    private int at;

    private DerReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /**
     * A reader of what is inside a value that is one element and nothing else.
     *
     * @param bytes the value, not changed
     * @param tag the tag it must have
     */
    static DerReader inside(byte[] bytes, int tag) {
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException("it is over " + LARGEST + " bytes");
        }
        DerReader whole = new DerReader(bytes, 0, bytes.length);
        DerReader content = whole.enter(tag);
        whole.requireEnd();
        return content;
    }

    boolean isAtEnd() {
        return at == end;
    }

    void requireEnd() {
        if (!isAtEnd()) {
            throw malformed();
        }
    }

    /** The tag of the next element, which must be there. */
    int nextTag() {
        if (isAtEnd()) {
            throw malformed();
        }
        int tag = bytes[at] & 0xFF;
        if ((tag & LONG_TAG) == LONG_TAG) {
            throw malformed();
        }
        return tag;
    }

    /** Steps over the next element, which must have the tag, and reads what is inside. */
    DerReader enter(int tag) {
        if (nextTag() != tag) {
            throw malformed();
        }
        at++;
        int length = length();
        if (length > end - at) {
            throw malformed();
        }
        DerReader content = new DerReader(bytes, at, at + length);
        at += length;
        return content;
    }

    /** Steps over the next element. */
    void skip() {
        enter(nextTag());
    }

    /** All that is left, as it stands there. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    /** Steps over the next element, a text of any type that says for certain which characters are meant. */
    String text() {
        int tag = nextTag();
        Charset charset = switch (tag) {
            case 0x0C -> StandardCharsets.UTF_8;
            case 0x13, 0x16 -> StandardCharsets.US_ASCII;
            case 0x1E -> StandardCharsets.UTF_16BE;
            default ->
                throw new IllegalArgumentException(
                        "a value is of type " + tag + ", whose characters are not known for certain");
        };
        return enter(tag).text(charset);
    }

    /** All that is left, as text. */
    String text(Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(rest())).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a value is no " + charset, e);
        }
    }

    private int length() {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int octets = first & 0x7F;
        if (octets == 0 || octets > LONGEST_LENGTH) {
            throw malformed();
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | octet();
        }
        boolean shortest = length >= 0x80 && length >>> 8 * (octets - 1) != 0;
        if (!shortest) {
            throw malformed();
        }
        return length;
    }

    private int octet() {
        if (isAtEnd()) {
            throw malformed();
        }
        return bytes[at++] & 0xFF;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("it is no DER");
    }
}
