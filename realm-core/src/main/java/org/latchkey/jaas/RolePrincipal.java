package org.latchkey.jaas;

import java.io.Serializable;
import java.security.Principal;
import java.util.Objects;
import org.latchkey.auth.LogText;

/**
 * A role in a {@code Subject}, of another class than the user so that containers can tell the two apart.
 *
 * <p>Immutable, and equal to another of this class with the same name.
 */
public final class RolePrincipal implements Principal, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;

    /**
     * Makes a principal.
     *
     * @param name the name of the role
     */
    public RolePrincipal(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RolePrincipal that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "RolePrincipal[" + LogText.quoted(name) + "]";
    }
}
