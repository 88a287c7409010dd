package org.latchkey.tomcat;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.catalina.CredentialHandler;
import org.apache.juli.logging.Log;
import org.latchkey.auth.Secret;
import org.latchkey.auth.StoredPasswordMatcher;

/**
 * Compares typed with stored passwords through Tomcat's {@code CredentialHandler}.
 *
 * <p>What the handler cannot read does not match, and a stored hash is not a password: typing the hash itself is refused
 * even where the handler compares plain text (RFC 2307 5.3 marks a hash with its scheme in braces). As safe for use by many
 * threads as the handler is; Tomcat's are.
 */
final class StoredPasswords implements StoredPasswordMatcher {

    private static final Pattern SCHEME = Pattern.compile("\\{[A-Za-z0-9._/-]+}.*", Pattern.DOTALL);

    private final Supplier<CredentialHandler> handler;
    private final Log log;

    /**
     * Makes a matcher.
     *
     * @param handler gives the handler in force
     * @param log is told, without values, of stored passwords that the handler cannot read
     */
    StoredPasswords(Supplier<CredentialHandler> handler, Log log) {
        this.handler = handler;
        this.log = log;
    }

    @Override
    public boolean matches(Secret typed, String stored) {
        return typed.reveal(text -> !(isHash(stored) && text.equals(stored)) && handled(text, stored));
    }

    private boolean handled(String typed, String stored) {
        try {
            return handler.get().matches(typed, stored);
        } catch (RuntimeException e) { // its message may quote the stored value
            log.warn("The CredentialHandler cannot read a stored password: "
                    + e.getClass().getName());
            return false;
        }
    }

    /**
     * Whether a stored value is a hash rather than a password.
     *
     * @param stored one value of the password attribute
     * @return true when it begins with a scheme in braces
     */
    static boolean isHash(String stored) {
        return SCHEME.matcher(stored).matches();
    }
}
