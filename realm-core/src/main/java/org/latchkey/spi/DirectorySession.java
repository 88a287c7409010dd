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
     * Searches.
     *
     * @param spec what to look for
     * @return what was found, at most as many entries as the search's own limit
     * @throws DirectoryException when the directory could not answer, or the answer may lack entries and the search wants
     *     all of them
     */
    SearchResults search(SearchSpec spec) throws DirectoryException;

    /**
     * Reads one entry by its name.
     *
     * @param dn the name
     * @param attributes the attributes wanted; empty for none
     * @return the entry, or empty when there is none or it may not be seen
     * @throws DirectoryException when the directory could not answer
     */
    Optional<DirectoryEntry> read(Dn dn, List<String> attributes) throws DirectoryException;
}
