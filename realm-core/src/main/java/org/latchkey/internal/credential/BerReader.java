package org.latchkey.internal.credential;

/**
 * Reads the elements of a small BER value one after another (RFC 4511 5.1: definite lengths, not always in the shortest
 * form). Every length is checked against the bytes that are there; whatever else is no BER is an
 * {@link IllegalArgumentException}. Used by one thread.
 */
final class BerReader {

    private static final int LONGEST_INTEGER = 4;

    private final byte[] bytes;
    private final int end;
    private int at;

    private BerReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /**
     * A reader of a whole value.
     *
     * @param bytes the value, not changed
     */
    static BerReader of(byte[] bytes) {
        return new BerReader(bytes, 0, bytes.length);
    }

    /** Whether nothing is left. */
    boolean isAtEnd() {
        return at == end;
    }

    /**
     * Whether the next element has a tag.
     *
     * @param tag the tag, one byte
     */
    boolean isNext(int tag) {
        return at < end && (bytes[at] & 0xFF) == tag;
    }

    /**
     * Steps over the next element.
     *
     * @param tag the tag it must have
     * @return a reader of its content
     */
    BerReader enter(int tag) {
        if (!isNext(tag)) {
            throw malformed();
        }
        at++;
        int length = length();
        if (length < 0 || length > end - at) {
            throw malformed();
        }
        BerReader content = new BerReader(bytes, at, at + length);
        at += length;
        return content;
    }

    /**
     * Steps over the next element, a number that is not negative.
     *
     * @param tag the tag it must have
     * @return the number
     */
    int number(int tag) {
        BerReader content = enter(tag);
        int length = content.end - content.at;
        if (length == 0 || length > LONGEST_INTEGER || bytes[content.at] < 0) {
            throw malformed();
        }
        int number = 0;
        while (!content.isAtEnd()) {
            number = number << 8 | content.octet();
        }
        return number;
    }

    private int length() {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int octets = first & 0x7F;
        if (octets == 0 || octets > LONGEST_INTEGER) {
            throw malformed();
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | octet();
        }
        return length;
    }

    private int octet() {
        if (at == end) {
            throw malformed();
        }
        return bytes[at++] & 0xFF;
    }

    /** What is thrown for a value that is not what it should be. */
    static IllegalArgumentException malformed() {
        return new IllegalArgumentException("malformed BER");
    }
}
