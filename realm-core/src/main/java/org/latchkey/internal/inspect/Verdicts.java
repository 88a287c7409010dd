package org.latchkey.internal.inspect;

import java.util.List;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.RejectionReason;
import org.latchkey.inspect.Outcome;
import org.latchkey.inspect.Verdict;

/** Says in words how a login ended. */
public final class Verdicts {

    private Verdicts() {}

    /** By whose rights a login was looked at. */
    public enum Sight {
        /** The user has logged in. */
        LOGIN("let in"),
        /** The service has looked, as it does in a login. */
        LOOK("let in, with the right password"),
        /** The service has looked where a login searches with the user's own rights. */
        SERVICE_ONLY(
                "let in, with the right password, as far as the service sees: with a password this looks as the user");

        private final String words;

        Sight(String words) {
            this.words = words;
        }
    }

    /**
     * Says it.
     *
     * @param result how it ended
     * @param sight by whose rights
     * @return the verdict
     */
    public static Verdict of(AuthenticationResult result, Sight sight) {
        return result.fold(
                in -> new Verdict(Outcome.PASSED, null, sight.words, List.of()),
                out -> new Verdict(
                        Outcome.WARNED,
                        out.reason(),
                        "refused: " + words(out.reason()),
                        Remedies.refused(out.reason())),
                unable -> new Verdict(Outcome.FAILED, null, "nobody could tell: " + unable.detail(), List.of()));
    }

    static String words(RejectionReason reason) {
        return switch (reason) {
            case BLANK_USERNAME -> "the name is empty";
            case INVALID_USERNAME -> "the name holds a character that no name may hold, or a blank at an end";
            case USERNAME_TOO_LONG -> "the name is longer than maxUsernameLength";
            case USERNAME_NOT_ALLOWED -> "the name is not what usernamePattern wants";
            case OTHER_DOMAIN -> "the name is of a domain that is not in usernameDomain";
            case EMPTY_PASSWORD -> "the password is empty";
            case INVALID_PASSWORD -> "the password holds what none may hold, or is too long";
            case NO_NAME_IN_CERTIFICATE -> "the certificate holds no name";
            case UNKNOWN_USER -> "no entry bears the name";
            case AMBIGUOUS_USER -> "more than one entry bears the name, or it is somebody else's to applications";
            case CERTIFICATE_NOT_IN_ENTRY -> "the certificate is not in the entry";
            case BAD_PASSWORD -> "the password is wrong, or the account has none";
            case ACCOUNT_LOCKED -> "the account is locked";
            case ACCOUNT_DISABLED -> "the account is disabled";
            case ACCOUNT_EXPIRED -> "the account has expired";
            case ACCOUNT_RESTRICTED -> "the account may not log in now, from here, or in this way";
            case PASSWORD_EXPIRED -> "the password has expired";
            case PASSWORD_MUST_CHANGE -> "the password must be changed first";
            case EXCLUDED_USER -> "the user is one of excludedUsers";
            case DENIED_GROUP -> "denyGroup is true of the user's groups";
            case MISSING_GROUP -> "requireGroup is not true of the user's groups";
            case MISSING_ATTRIBUTE -> "the entry lacks what requireAttribute wants";
            case NOT_ADMITTED -> "the site's own check says no";
        };
    }
}
