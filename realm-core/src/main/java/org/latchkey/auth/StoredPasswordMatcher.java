package org.latchkey.auth;

/**
 * Compares a typed password with a stored one, in whatever encoding the container understands.
 *
 * <p>Implementations are safe for use by many threads and never show either argument.
 */
@FunctionalInterface
public interface StoredPasswordMatcher {

    /**
     * Whether the typed password is the one the stored value was made from.
     *
     * @param typed the password as typed
     * @param stored one value of the password attribute
     * @return true when they match
     */
    boolean matches(Secret typed, String stored);

    /**
     * A matcher for doors that never read passwords: nothing matches.
     *
     * @return the matcher
     */
    static StoredPasswordMatcher none() {
        return (typed, stored) -> false;
    }
}
