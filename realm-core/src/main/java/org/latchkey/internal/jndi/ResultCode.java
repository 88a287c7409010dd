package org.latchkey.internal.jndi;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;

/**
 * The LDAP result code behind an exception (RFC 4511 4.1.9).
 *
 * <p>JNDI has no accessor for it: it stands at the very beginning of the message. What follows is the server's own text and
 * is never searched for a code. An exception without that beginning has no code: the server did not answer.
 */
final class ResultCode {

    static final int SUCCESS = 0;
    static final int TIME_LIMIT = 3;
    static final int SIZE_LIMIT = 4;
    static final int AUTH_METHOD_NOT_SUPPORTED = 7;
    static final int STRONGER_AUTH_REQUIRED = 8;
    static final int PARTIAL_RESULTS = 9;
    static final int REFERRAL = 10;
    static final int ADMIN_LIMIT = 11;
    static final int CONFIDENTIALITY_REQUIRED = 13;
    static final int CONSTRAINT_VIOLATION = 19;
    static final int NO_SUCH_OBJECT = 32;
    static final int INVALID_DN = 34;
    static final int INAPPROPRIATE_AUTH = 48;
    static final int INVALID_CREDENTIALS = 49;
    static final int INSUFFICIENT_ACCESS = 50;
    static final int UNWILLING = 53;

    private static final Pattern LEADING =
            Pattern.compile("\\[LDAP: error code (\\d{1,9})(?: - (.*?))?]?", Pattern.DOTALL);

    private ResultCode() {}

    /**
     * Reads the code.
     *
     * @param fault what JNDI threw
     * @return the code, or empty when the server gave none
     */
    static OptionalInt of(NamingException fault) {
        Matcher message = leading(fault);
        if (message.matches()) {
            return OptionalInt.of(Integer.parseInt(message.group(1)));
        }
        // The one case where JNDI puts the name in front of the code; it makes this class for no other reason here.
        return fault instanceof InvalidNameException ? OptionalInt.of(INVALID_DN) : OptionalInt.empty();
    }

    /**
     * The text behind the code: the server's, or JNDI's own words where the server gave none.
     *
     * @param fault what JNDI threw
     * @return the text; may be empty
     */
    static String diagnostic(NamingException fault) {
        Matcher message = leading(fault);
        return message.matches() && message.group(2) != null ? message.group(2) : "";
    }

    private static Matcher leading(NamingException fault) {
        return LEADING.matcher(fault.getMessage() == null ? "" : fault.getMessage());
    }
}
