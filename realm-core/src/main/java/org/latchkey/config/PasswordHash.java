package org.latchkey.config;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.latchkey.auth.Secret;

/**
 * What is stored of a local password: PBKDF2 (RFC 8018 5.2) in the notation of OpenLDAP's {@code pw-pbkdf2} module, so that
 * {@code slappasswd} makes it. Immutable; shows neither salt nor hash.
 */
public final class PasswordHash {

    static final String ACCEPTED = "{PBKDF2-SHA256} or {PBKDF2-SHA512}, then iterations (10000 or more), salt and hash"
            + " separated by $, as slappasswd with the module pw-pbkdf2 writes them";

    private static final int FEWEST = 10_000;
    private static final int MOST = 10_000_000;
    private static final Pattern NOTATION = Pattern.compile(
            "\\{PBKDF2-SHA(256|512)}([0-9]{1,8})\\$([A-Za-z0-9./+]{8,}={0,2})\\$([A-Za-z0-9./+]{22,}={0,2})");

    private final String algorithm;
    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(String algorithm, int iterations, byte[] salt, byte[] hash) {
        this.algorithm = algorithm;
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /**
     * Reads a stored value.
     *
     * @param text the value
     * @return the hash
     * @throws IllegalArgumentException when it is none; the message does not show it
     */
    static PasswordHash parse(String text) {
        Matcher parts = NOTATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("it is no such hash");
        }
        int iterations = Integer.parseInt(parts.group(2));
        if (iterations < FEWEST || iterations > MOST) {
            throw new IllegalArgumentException("it has " + iterations + " iterations");
        }
        return new PasswordHash(
                "PBKDF2WithHmacSHA" + parts.group(1), iterations, decoded(parts.group(3)), decoded(parts.group(4)));
    }

    /** Base64 (RFC 4648 4) in which a full stop may stand for the plus sign, and the filling may be left out. */
    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text.replace('.', '+').replaceFirst("=+$", ""));
    }

    /**
     * Whether a password is the one that the hash was made from. Takes as long as the iterations say.
     *
     * @param password what was typed
     * @return true when it is
     */
    public boolean matches(Secret password) {
        return password.reveal(text -> MessageDigest.isEqual(hash, derived(text)));
    }

    private byte[] derived(String password) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, hash.length * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + algorithm, e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public String toString() {
        return algorithm + " with " + iterations + " iterations";
    }
}
