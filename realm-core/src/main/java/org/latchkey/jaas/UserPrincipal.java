package org.latchkey.jaas;

import java.io.Serializable;
import java.security.Principal;
import java.util.Objects;
import org.latchkey.auth.LogText;

/**
 * The authenticated user in a {@code Subject}: the name that applications see.
 *
 * <p>Immutable, and equal to another of this class with the same name.
 */
public final class UserPrincipal implements Principal, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;

    /**
     * Makes a principal.
     *
     * @param name the name of the user
     */
    public UserPrincipal(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserPrincipal that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "UserPrincipal[" + LogText.quoted(name) + "]";
    }
}
