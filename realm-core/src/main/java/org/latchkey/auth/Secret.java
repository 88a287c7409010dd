package org.latchkey.auth;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * A password, hidden behind one door.
 *
 * <h2>What is promised</h2>
 *
 * <p>{@link #toString()} never shows it, equality takes the same time wherever the first difference is, it is not
 * serializable, and {@link #wipe()} overwrites the copy held here.
 *
 * <h2>What is not promised</h2>
 *
 * <p>Copies that callers made outside, such as the {@code String} a container hands over, are not reached. Safe for use by
 * many threads; after {@link #wipe()} it reads as empty.
 */
public final class Secret {

    private volatile char[] value;

    private Secret(char[] value) {
        this.value = value;
    }

    /**
     * Takes a copy of a password.
     *
     * @param value the password; the caller keeps and wipes its own array
     * @return the secret
     */
    public static Secret of(char[] value) {
        return new Secret(value.clone());
    }

    /**
     * Takes a copy of a password that a container holds as a string.
     *
     * @param value the password
     * @return the secret
     */
    public static Secret of(String value) {
        return new Secret(value.toCharArray());
    }

    /**
     * Lends the password to one function. This is the only way to the text, so that every use can be found by its name.
     *
     * @param use what needs the text; it must neither keep nor show it
     * @param <T> what it returns
     * @return what the function returned
     */
    public <T> T reveal(Function<String, T> use) {
        return use.apply(new String(value));
    }

    /**
     * The password in UTF-8, as LDAP sends it (RFC 4511 4.2).
     *
     * @return a new array that the caller wipes; empty when the text cannot be written in UTF-8 because of an unpaired
     *     surrogate
     */
    public Optional<byte[]> utf8() {
        ByteBuffer encoded = ByteBuffer.allocate(3 * value.length);
        CoderResult result = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .encode(CharBuffer.wrap(value), encoded, true);
        Optional<byte[]> bytes =
                result.isError() ? Optional.empty() : Optional.of(Arrays.copyOf(encoded.array(), encoded.position()));
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    /**
     * How long it is.
     *
     * @return the number of UTF-16 units
     */
    public int length() {
        return value.length;
    }

    /**
     * Whether a character occurs in it.
     *
     * @param character the character
     * @return true when it occurs
     */
    public boolean contains(char character) {
        boolean found = false;
        for (char c : value) {
            found |= c == character;
        }
        return found;
    }

    /** Overwrites the copy held here; the secret is empty from then on. */
    public void wipe() {
        Arrays.fill(value, '\0');
        value = new char[0];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(units(value), units(secret.value));
    }

    /** A constant: a hash of the text would tell of it. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }

    private static byte[] units(char[] text) {
        ByteBuffer buffer = ByteBuffer.allocate(text.length * 2);
        buffer.asCharBuffer().put(text);
        return buffer.array();
    }
}
