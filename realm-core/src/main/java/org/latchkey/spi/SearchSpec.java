package org.latchkey.spi;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.latchkey.auth.Dn;

/**
 * One search. Immutable.
 *
 * @param base where it begins
 * @param scope how far it reaches
 * @param filter the filter, every value in it escaped ({@link org.latchkey.auth.FilterText})
 * @param attributes the attributes wanted; empty for none but the name
 * @param sizeLimit how many entries at most, 0 for no limit; a search for all entries has none
 * @param timeLimit the time limit handed to the server, zero for none
 * @param complete whether an answer that may lack entries is worthless: limits reached and continuation references are
 *     then a {@link DirectoryException}
 */
public record SearchSpec(
        Dn base,
        Scope scope,
        String filter,
        List<String> attributes,
        int sizeLimit,
        Duration timeLimit,
        boolean complete) {

    /** How far a search reaches (RFC 4511 4.5.1.2). */
    public enum Scope {
        /** The base itself. */
        BASE,
        /** The entries right below the base. */
        ONE,
        /** The base and everything below it. */
        SUBTREE
    }

    /** Checks that every part is there, and copies the list. */
    public SearchSpec {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(timeLimit, "timeLimit");
        attributes = List.copyOf(attributes);
    }

    /**
     * A search for every entry that matches.
     *
     * @param base where it begins
     * @param scope how far it reaches
     * @param filter the filter
     * @param attributes the attributes wanted
     * @return the search
     */
    public static SearchSpec all(Dn base, Scope scope, String filter, List<String> attributes) {
        return new SearchSpec(base, scope, filter, attributes, 0, Duration.ZERO, true);
    }

    /**
     * A search that proves there is exactly one entry: it asks for two.
     *
     * @param base where it begins
     * @param scope how far it reaches
     * @param filter the filter
     * @param attributes the attributes wanted
     * @return the search
     */
    public static SearchSpec one(Dn base, Scope scope, String filter, List<String> attributes) {
        return new SearchSpec(base, scope, filter, attributes, 2, Duration.ZERO, false);
    }
}
