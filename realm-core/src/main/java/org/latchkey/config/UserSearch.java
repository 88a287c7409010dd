package org.latchkey.config;

import java.util.Objects;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;

/**
 * One of the searches that find a user's entry. Immutable.
 *
 * @param base where it begins, whole
 * @param scope how far it reaches
 * @param filter the filter, {@code {0}} being the user name
 */
public record UserSearch(Dn base, UserScope scope, FilterText filter) {

    /** Checks that every part is there. */
    public UserSearch {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(filter, "filter");
    }

    /**
     * Whether it can find an entry of that name, aliases aside.
     *
     * @param entry the entry's DN
     * @return false when it is elsewhere, or too many levels below the base
     */
    public boolean reaches(Dn entry) {
        return scope.reaches(base, entry);
    }
}
