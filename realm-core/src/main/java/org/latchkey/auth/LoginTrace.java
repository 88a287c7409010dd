package org.latchkey.auth;

import org.jspecify.annotations.Nullable;

/**
 * What one login did at the directory, filled by the stages and read by the log.
 *
 * <p>Belongs to one login; not safe for use by several threads at once. It holds no secret and decides nothing.
 */
public final class LoginTrace {

    private int operations;
    private boolean passwordSent;
    private @Nullable String server;
    private @Nullable String plan;

    /** Makes an empty trace. */
    public LoginTrace() {}

    /**
     * Notes one operation sent to a server.
     *
     * @param to the server's URL, without a DN
     */
    public void operation(String to) {
        operations++;
        server = to;
    }

    /**
     * How many operations the login sent.
     *
     * @return the number of LDAP operations, a repeated one counted again
     */
    public int operations() {
        return operations;
    }

    /** Notes that the password is sent to a server, whether or not it arrives. */
    public void sendingPassword() {
        passwordSent = true;
    }

    /**
     * Whether the password has left for a server.
     *
     * @return true from the first bind on
     */
    public boolean passwordSent() {
        return passwordSent;
    }

    /**
     * The server that answered last.
     *
     * @return its URL, or {@code null} while nothing was sent
     */
    public @Nullable String server() {
        return server;
    }

    /**
     * Notes the plan that is followed from here on.
     *
     * @param name a short name without blanks
     */
    public void plan(String name) {
        plan = plan == null ? name : plan + "," + name;
    }

    /**
     * The plans that were followed, in order.
     *
     * @return their names joined by commas, or {@code null} while there was none
     */
    public @Nullable String plan() {
        return plan;
    }
}
