package org.latchkey.inspect;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who was found. Immutable.
 *
 * @param dn the entry's DN, or the name that is bound where no entry is read
 * @param by the search that found it, or {@code null} where no search of the service did
 * @param canonical the name as the directory stores it
 * @param principal the name as applications see it
 * @param account what the entry says of the account, in words
 * @param state the attributes that say it, as far as the entry shows them
 * @param attributes the attributes of the principal
 */
public record FoundUser(
        String dn,
        @Nullable SentSearch by,
        String canonical,
        String principal,
        String account,
        List<Fact> state,
        List<Fact> attributes) {

    /** Checks that every part is there, and copies the lists. */
    public FoundUser {
        Objects.requireNonNull(dn, "dn");
        Objects.requireNonNull(canonical, "canonical");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(account, "account");
        state = List.copyOf(state);
        attributes = List.copyOf(attributes);
    }
}
