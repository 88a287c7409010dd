package org.latchkey.jaas;

import java.io.IOException;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application for a name and a password.
 *
 * @param handler the application's, or {@code null} where it gave none
 */
record Questions(@Nullable CallbackHandler handler) {

    /** Whether there is anybody to ask. */
    boolean canAsk() {
        return handler != null;
    }

    /**
     * Asks once for both.
     *
     * @return the answers, none taken for an empty one; the caller closes them
     * @throws LoginException when nobody can be asked, or whoever was asked did not understand
     */
    Typed ask() throws LoginException {
        if (handler == null) {
            throw new LoginException("there is no CallbackHandler to ask for the user name and the password");
        }
        NameCallback name = new NameCallback("User name: ");
        PasswordCallback password = new PasswordCallback("Password: ", false);
        try {
            handler.handle(new Callback[] {name, password});
            return answer(name.getName(), password.getPassword());
        } catch (IOException | UnsupportedCallbackException e) {
            throw LoginFailures.because("the CallbackHandler could not tell the user name and the password", e);
        } finally {
            password.clearPassword();
        }
    }

    private static Typed answer(@Nullable String name, char @Nullable [] password) {
        return new Typed(name == null ? "" : name, password == null ? new char[0] : password);
    }
}
