package org.latchkey.spi;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;

/**
 * A user who has been found, or who is taken to exist until a bind shows it. Immutable.
 *
 * @param typed the name as typed
 * @param name the name applications will see
 * @param bindName the name to bind with: the entry's DN, or what a template made
 * @param dn the entry's DN, or {@code null} when a template made something else and no entry was read
 * @param entry the entry, or {@code null} when none was read
 */
public record User(
        String typed,
        String name,
        String bindName,
        @Nullable Dn dn,
        @Nullable DirectoryEntry entry) {

    /** Checks that the names are there. */
    public User {
        Objects.requireNonNull(typed, "typed");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bindName, "bindName");
    }

    /**
     * A user whose entry was read.
     *
     * @param typed the name as typed
     * @param name the name applications will see
     * @param entry the entry
     * @return the user
     */
    public static User read(String typed, String name, DirectoryEntry entry) {
        return new User(typed, name, entry.dn().toString(), entry.dn(), entry);
    }

    /**
     * The entry's attributes.
     *
     * @return the entry, or empty when none was read
     */
    public Optional<DirectoryEntry> attributes() {
        return Optional.ofNullable(entry);
    }
}
