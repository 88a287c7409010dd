package org.latchkey.auth;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one login did at the directory, filled by the stages and read by the log.
 *
 * <p>Belongs to one login; not safe for use by several threads at once. It holds no secret and decides nothing.
 */
public final class LoginTrace {

    private static final int NO_ANSWER = -1;

    private int operations;
    private boolean passwordSent;
    private @Nullable String server;
    private @Nullable String plan;
    private @Nullable String directory;
    private int bindCode = NO_ANSWER;
    private String bindText = "";
    private boolean bindPolicy;

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

    /**
     * Notes what a server answered to the user's bind.
     *
     * @param code the result code (RFC 4511 A)
     * @param diagnostic the server's text; may be empty
     * @param policy whether a password-policy response came with it
     */
    public void bindAnswered(int code, String diagnostic, boolean policy) {
        bindPolicy = policy;
        bindCode = code;
        bindText = diagnostic;
    }

    /**
     * The result code of the last bind of the user.
     *
     * @return the code, or empty where no bind was answered
     */
    public OptionalInt bindCode() {
        return bindCode == NO_ANSWER ? OptionalInt.empty() : OptionalInt.of(bindCode);
    }

    /**
     * What the server said in words to that bind.
     *
     * @return its text as it came, to be escaped; may be empty
     */
    public String bindText() {
        return bindText;
    }

    /**
     * Whether the server told of its password policy.
     *
     * @return true where its answer to that bind had a password-policy response
     */
    public boolean bindPolicy() {
        return bindPolicy;
    }

    /**
     * Notes which directory of several decides.
     *
     * @param name its name
     */
    public void decidedBy(String name) {
        directory = name;
    }

    /**
     * The directory of several that decided.
     *
     * @return its name, or {@code null} where there is one alone or none knew the name
     */
    public @Nullable String directory() {
        return directory;
    }
}
