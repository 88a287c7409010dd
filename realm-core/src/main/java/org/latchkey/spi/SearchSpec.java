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
 *     then a {@link DirectoryException}; where it is not, a {@link Scope#BASE} search for an entry that is not there finds
 *     nothing
 */
public record SearchSpec(
        Dn base,
        Scope scope,
        String filter,
        List<String> attributes,
        int sizeLimit,
        Duration timeLimit,
        boolean complete) {

    /** The filter that every entry matches (RFC 4512 2.4.1: every entry has an object class). */
    public static final String ANY_ENTRY = "(objectClass=*)";

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

    /**
     * A search that reads one entry by its name, if it matches. A search and not a JNDI look-up, which gives an empty
     * answer for an entry that may not be seen.
     *
     * @param dn the entry's name
     * @param filter the filter
     * @param attributes the attributes wanted
     * @return the search
     */
    public static SearchSpec entry(Dn dn, String filter, List<String> attributes) {
        return new SearchSpec(dn, Scope.BASE, filter, attributes, 0, Duration.ZERO, false);
    }

    /**
     * Whether an entry that is not there is an answer to it rather than a mistake in its base.
     *
     * @return true for a search that reads one entry
     */
    public boolean readsEntry() {
        return scope == Scope.BASE && !complete;
    }
}
