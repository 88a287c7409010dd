package org.latchkey.internal.login;

import org.latchkey.spi.DirectoryException;

/**
 * In which order the operations of a login follow one another, from a name and a credential to a user and all their groups.
 *
 * <p>Implementations are safe for use by many threads.
 */
public sealed interface LoginPlan permits SearchPlan, RememberedPlan, NamePlan, ListedPlan {

    /**
     * Its name, as the log shows it.
     *
     * @return a word without blanks
     */
    String name();

    /**
     * Carries it out.
     *
     * @param login the login
     * @return who it is, or why nobody
     * @throws DirectoryException when the directory could not tell
     */
    Finding run(Login login) throws DirectoryException;
}
