package org.latchkey.spi;

import java.util.List;
import java.util.Optional;
import org.latchkey.auth.Dn;

/**
 * The directory as one login sees it: searches only. Binding is not a site's business.
 *
 * <p>Belongs to one login on one thread. Every method blocks on the network at most until the login's deadline.
 */
public interface DirectorySession {

    /**
     * Whether it searches with the rights of the service, so that it finds the same for everybody.
     *
     * @return false where it may be a user's
     */
    default boolean asService() {
        return false;
    }

    /**
     * Searches.
     *
     * @param spec what to look for
     * @return what was found, at most as many entries as the search's own limit
     * @throws DirectoryException when the directory could not answer, or the answer may lack entries and the search wants
     *     all of them
     */
    SearchResults search(SearchSpec spec) throws DirectoryException;

    /**
     * Sends a search and does not wait for its answer, so that other questions may be under way meanwhile. A session that
     * can have one question at a time asks it when the results are wanted.
     *
     * @param spec what to look for
     * @return what will give the answer, to be closed
     * @throws DirectoryException when the search could not be sent
     */
    default PendingSearch begin(SearchSpec spec) throws DirectoryException {
        return () -> search(spec);
    }

    /**
     * Reads one entry by its name.
     *
     * @param dn the name
     * @param attributes the attributes wanted; empty for none
     * @return the entry, or empty when there is none or it may not be seen
     * @throws DirectoryException when the directory could not answer
     */
    default Optional<DirectoryEntry> read(Dn dn, List<String> attributes) throws DirectoryException {
        return search(SearchSpec.entry(dn, SearchSpec.ANY_ENTRY, attributes)).entries().stream()
                .findFirst();
    }
}
