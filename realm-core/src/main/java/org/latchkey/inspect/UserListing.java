package org.latchkey.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.RejectionReason;

/** What a list of users says of one entry. Immutable; never a password. */
public sealed interface UserListing {

    /**
     * The directory's name among several.
     *
     * @return the name, or empty
     */
    String directory();

    /**
     * The entry's DN.
     *
     * @return the DN as the directory spells it
     */
    String dn();

    /**
     * A user.
     *
     * @param directory the directory's name among several, or empty
     * @param name the name as applications see it
     * @param dn the entry's DN
     * @param id what stays when the name changes, or {@code null} where {@code userIdAttribute} is not set
     * @param roles the roles in alphabetical order; empty where they were not asked for, or the user is refused
     * @param attributes values by the names that applications ask for; bytes are written in Base64
     * @param refusal why a login is refused whatever the password, or {@code null}
     */
    record ListedUser(
            String directory,
            String name,
            String dn,
            @Nullable String id,
            List<String> roles,
            Map<String, List<String>> attributes,
            @Nullable RejectionReason refusal)
            implements UserListing {

        /** Checks that the names are there, and copies the lists. */
        public ListedUser {
            Objects.requireNonNull(directory, "directory");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(dn, "dn");
            roles = roles.stream().sorted().toList();
            Map<String, List<String>> copy = new LinkedHashMap<>();
            attributes.forEach(
                    (attribute, values) -> copy.put(attribute, Collections.unmodifiableList(new ArrayList<>(values))));
            attributes = Collections.unmodifiableMap(copy);
        }
    }

    /**
     * An entry that is no row of the list.
     *
     * @param directory the directory's name among several, or empty
     * @param dn the entry's DN
     * @param why a sentence without a full stop
     * @param broken whether the entry is to be mended; false where a directory before this one has a user of that name,
     *     so that nobody logs in as this one
     */
    record LeftOut(String directory, String dn, String why, boolean broken) implements UserListing {

        /** Checks that every part is there. */
        public LeftOut {
            Objects.requireNonNull(directory, "directory");
            Objects.requireNonNull(dn, "dn");
            Objects.requireNonNull(why, "why");
        }
    }
}
