package org.latchkey.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who searches the directory when nobody's own bind does.
 *
 * @param mechanism {@code none} for anonymous, {@code simple}, or the name of one SASL mechanism
 * @param name the DN or other name to bind with, sent as it is; {@code null} where the mechanism needs none
 * @param password where its password is, or {@code null} where the mechanism needs none
 */
public record ServiceIdentity(
        String mechanism, @Nullable String name, @Nullable SecretSource password) {

    /** Nobody: searches are anonymous. */
    public static final ServiceIdentity ANONYMOUS = new ServiceIdentity("none", null, null);

    /**
     * Whether searches are anonymous.
     *
     * @return true when no bind is sent
     */
    public boolean isAnonymous() {
        return mechanism.equals("none");
    }

    /**
     * The password's place.
     *
     * @return the source, or empty
     */
    public Optional<SecretSource> passwordSource() {
        return Optional.ofNullable(password);
    }
}
