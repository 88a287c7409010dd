package org.latchkey.internal.user;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.UserConfig;
import org.latchkey.config.UserSearch;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.User;

/** Makes users of entries that nobody's typed name led to. Immutable. */
public final class ListedUsers {

    private final UserConfig config;
    private final @Nullable String attribute;

    /**
     * Makes it.
     *
     * @param config how users are found
     */
    public ListedUsers(UserConfig config) {
        this.config = config;
        this.attribute = config.nameAttribute() != null && !config.typedName()
                ? config.nameAttribute()
                : config.searches().stream()
                        .map(UserSearch::filter)
                        .flatMap(filter -> filter.attributeOf(0).stream())
                        .findFirst()
                        .orElse(null);
    }

    /**
     * What has to be read of each entry for its name.
     *
     * @return the attribute, or nothing where no search compares a name with one
     */
    public List<String> attributes() {
        return attribute == null ? List.of() : List.of(attribute);
    }

    /**
     * Who an entry is.
     *
     * @param entry the entry
     * @return the user, under the one name that the entry has or is named by
     * @throws DirectoryException when it has no name, or several of which none is that of its DN
     */
    public User user(DirectoryEntry entry) throws DirectoryException {
        if (attribute == null) {
            throw new DirectoryException(
                    UnavailableCause.MISCONFIGURED, "no attribute is known to hold names: set userNameAttribute");
        }
        String name = name(new CanonicalName(attribute), entry)
                .orElseThrow(() -> new DirectoryException(
                        UnavailableCause.MISCONFIGURED,
                        "it has several values of '" + attribute + "', and none of them is that of its DN"));
        return User.read(name, name, entry);
    }

    /** No name was typed, so only the entry itself can tell. */
    private static Optional<String> name(CanonicalName canonical, DirectoryEntry entry) throws DirectoryException {
        return canonical.of(entry, "");
    }

    /**
     * The name as applications see it.
     *
     * @param user the user
     * @return the name
     */
    public String shown(User user) {
        return config.names().format().format(config.names().cased(user.canonical()));
    }

    /**
     * One spelling for all that a directory takes for the same name.
     *
     * @param name a name
     * @return the name to compare by
     */
    public static String folded(String name) {
        return CanonicalName.folded(name);
    }
}
