package org.latchkey.jaas;

import java.util.Arrays;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Secret;

/** A name and the password typed with it; closing it overwrites the password. Belongs to one login. */
final class Typed implements AutoCloseable {

    private final String name;
    private final char[] password;

    /**
     * Takes over a password.
     *
     * @param name the name
     * @param password the password, which nobody else uses from now on
     */
    Typed(String name, char[] password) {
        this.name = name;
        this.password = password;
    }

    String name() {
        return name;
    }

    /** Another copy, which the caller overwrites. */
    char[] password() {
        return password.clone();
    }

    boolean hasPassword() {
        return password.length > 0;
    }

    boolean same(Typed other) {
        return name.equals(other.name) && Arrays.equals(password, other.password);
    }

    /** What the engine is asked with; whoever calls wipes the secret in it. */
    UsernamePassword credentials() {
        return new UsernamePassword(name, Secret.of(password));
    }

    @Override
    public void close() {
        Arrays.fill(password, '\0');
    }

    @Override
    public String toString() {
        return "Typed[hidden]";
    }
}
