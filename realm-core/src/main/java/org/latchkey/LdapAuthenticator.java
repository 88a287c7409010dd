package org.latchkey;

import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.RealmConfig;

/**
 * The engine's front door: one directory, opened from a checked configuration.
 *
 * <p>Safe for use by many threads. Opening sends nothing: a directory that is down when a container starts is found again
 * by the next login or {@link #probe()}.
 */
public final class LdapAuthenticator implements Authenticator, AutoCloseable {

    private LdapAuthenticator() {}

    /**
     * Opens the engine.
     *
     * @param config a checked configuration
     * @param matcher compares typed with stored passwords where the configuration reads them
     * @return the engine, to be closed by whoever opened it
     */
    public static LdapAuthenticator open(RealmConfig config, StoredPasswordMatcher matcher) {
        throw new UnsupportedOperationException();
    }

    /** {@inheritDoc} Answers {@code Unavailable(CLOSED)} after {@link #close()}. */
    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Contacts the directory when the last contact failed or there was none, and notes how it went. May block. */
    public void probe() {
        throw new UnsupportedOperationException();
    }

    /**
     * What is known of the directory.
     *
     * @return the health as of the last contact
     */
    public DirectoryHealth health() {
        throw new UnsupportedOperationException();
    }

    /** Closes every connection; running logins end unavailable. */
    @Override
    public void close() {}
}
