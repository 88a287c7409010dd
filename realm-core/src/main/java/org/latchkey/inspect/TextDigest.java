package org.latchkey.inspect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Remembers texts by 64 bits of their SHA-256 (FIPS 180-4), so that a list of any length fits into memory. Used by one thread. Not
 * promised: that two texts never share a number, though no list of a size we know makes that likely.
 */
public final class TextDigest {

    private final MessageDigest digest;

    /** Makes one. */
    public TextDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The number of a text.
     *
     * @param text the text
     * @return the same for the same text, in every run
     */
    public Long of(String text) {
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
