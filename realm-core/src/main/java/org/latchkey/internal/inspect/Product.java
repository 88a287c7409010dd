package org.latchkey.internal.inspect;

import java.util.List;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.LoginRequest;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;

/** The engine's own parts, as they are put together for one server. Whoever makes it closes it. */
public interface Product {

    /**
     * Finds a user as a session that goes on does.
     *
     * @param name the name as the directory stores it
     * @param session who searches
     * @return what it led to
     * @throws DirectoryException when the directory could not answer
     */
    UserResolution find(String name, DirectorySession session) throws DirectoryException;

    /**
     * Collects a user's groups as a login does.
     *
     * @param user the user
     * @param session who searches
     * @return all groups
     * @throws DirectoryException when they cannot all be known
     */
    List<Group> groups(User user, DirectorySession session) throws DirectoryException;

    /**
     * How users' groups are known, where that was found out.
     *
     * @return a sentence, or empty
     */
    String membership();

    /**
     * Looks for the groups of {@code requireGroup}.
     *
     * @param session who searches
     * @throws DirectoryException when one is not there, or the directory could not answer
     */
    void checkRequired(DirectorySession session) throws DirectoryException;

    /**
     * Looks for the groups of {@code denyGroup}.
     *
     * @param session who searches
     * @throws DirectoryException when one is not there, or the directory could not answer
     */
    void checkDenied(DirectorySession session) throws DirectoryException;

    /**
     * Logs somebody in.
     *
     * @param request the login
     * @return how it ended
     */
    AuthenticationResult login(LoginRequest request);
}
