package org.latchkey.tomcat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP Digest answer, checked against a stored password (RFC 7616 3.4.1).
 *
 * <p>Immutable. A stored value that is a hash of another kind, and an algorithm this JVM lacks, match nothing.
 *
 * @param username the name as the browser sent it
 * @param realm the protection space the browser was shown
 * @param nonces what stands between the two hashes: the nonce and, with a quality of protection, its companions
 * @param hashedRequest the hash of method and URI, in hexadecimal
 * @param algorithm the hash, by its Java name
 * @param charset how the texts become bytes
 * @param storedIsDigest whether the directory stores the hash of name, realm and password rather than the password
 * @param answer what the browser sent, in hexadecimal
 */
record DigestAnswer(
        String username,
        String realm,
        String nonces,
        String hashedRequest,
        String algorithm,
        Charset charset,
        boolean storedIsDigest,
        String answer)
        implements Predicate<String> {

    /**
     * Joins what stands between the two hashes.
     *
     * @param nonce the server's nonce
     * @param count how often it was used, or {@code null} without a quality of protection
     * @param clientNonce the client's nonce, or {@code null} without a quality of protection
     * @param quality the quality of protection, or {@code null} for none (RFC 2069)
     * @return the parts, joined by colons
     */
    static String nonces(String nonce, @Nullable String count, @Nullable String clientNonce, @Nullable String quality) {
        return quality == null ? nonce : nonce + ":" + count + ":" + clientNonce + ":" + quality;
    }

    @Override
    public boolean test(String stored) {
        if (StoredPasswords.isHash(stored)) {
            return false;
        }
        try {
            String secret = storedIsDigest ? stored.toLowerCase(Locale.ROOT) : hash(username, realm, stored);
            byte[] expected = hash(secret, nonces, hashedRequest).getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(expected, answer.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            return false;
        }
    }

    private String hash(String... parts) throws NoSuchAlgorithmException {
        byte[] bytes = String.join(":", parts).getBytes(charset);
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    /** Shows neither the answer nor what it was made from. */
    @Override
    public String toString() {
        return "DigestAnswer[" + algorithm + "]";
    }
}
