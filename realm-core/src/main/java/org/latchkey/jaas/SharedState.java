package org.latchkey.jaas;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name and the password that the modules of one stack hand on, under the names that the JDK's own modules use.
 *
 * <p>Knows what was put there by this module, so that it takes back just that. Used by one thread.
 */
final class SharedState {

    private static final String NAME = "javax.security.auth.login.name";
    private static final String PASSWORD = "javax.security.auth.login.password";

    private final Map<String, Object> state;
    private @Nullable Object ownName;
    private char @Nullable [] ownPassword;

    SharedState(Map<String, Object> state) {
        this.state = state;
    }

    /** What an earlier module left, or empty where either half is missing or of another type. */
    Optional<Typed> find() {
        return state.get(NAME) instanceof String name && state.get(PASSWORD) instanceof char[] password
                ? Optional.of(new Typed(name, password.clone()))
                : Optional.empty();
    }

    /** Leaves them for later modules, unless an earlier one has left any. */
    void store(Typed typed) {
        if (!state.containsKey(NAME) && !state.containsKey(PASSWORD)) {
            ownName = typed.name();
            ownPassword = typed.password();
            state.put(NAME, ownName);
            state.put(PASSWORD, ownPassword);
        }
    }

    /** Removes and overwrites what this module left there; what others left stays. */
    void takeBack() {
        if (ownPassword != null) {
            state.remove(NAME, ownName);
            state.remove(PASSWORD, ownPassword);
            Arrays.fill(ownPassword, '\0');
        }
        ownName = null;
        ownPassword = null;
    }

    /** Removes both, whoever left them; an array of another module's is its own to overwrite. */
    void clear() {
        takeBack();
        state.remove(NAME);
        state.remove(PASSWORD);
    }
}
