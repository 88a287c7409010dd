package org.latchkey.spi;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;

/**
 * A user who has been found, or who is taken to exist until a bind shows it. Immutable.
 *
 * @param typed the name as typed
 * @param canonical the name as the directory stores it, or as typed when no entry was read
 * @param bindName the name to bind with: the entry's DN, or what a template made
 * @param dn the entry's DN, or {@code null} when a template made something else and no entry was read
 * @param entry the entry, or {@code null} when none was read
 */
public record User(
        String typed,
        String canonical,
        String bindName,
        @Nullable Dn dn,
        @Nullable DirectoryEntry entry) {

    /** Checks that the names are there. */
    public User {
        Objects.requireNonNull(typed, "typed");
        Objects.requireNonNull(canonical, "canonical");
        Objects.requireNonNull(bindName, "bindName");
    }

    /**
     * A user whose entry was read.
     *
     * @param typed the name as typed
     * @param canonical the name as the directory stores it
     * @param entry the entry
     * @return the user
     */
    public static User read(String typed, String canonical, DirectoryEntry entry) {
        return new User(typed, canonical, entry.dn().toString(), entry.dn(), entry);
    }

    /**
     * A user known by nothing but the name to bind with.
     *
     * @param typed the name as typed
     * @param bindName the name to bind with
     * @param dn the same as a DN, or {@code null} when it is another form of name
     * @return the user
     */
    public static User unread(String typed, String bindName, @Nullable Dn dn) {
        return new User(typed, typed, bindName, dn, null);
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
