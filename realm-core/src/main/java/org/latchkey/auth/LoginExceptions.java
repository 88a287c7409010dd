package org.latchkey.auth;

import javax.security.auth.login.AccountException;
import javax.security.auth.login.AccountExpiredException;
import javax.security.auth.login.AccountLockedException;
import javax.security.auth.login.CredentialExpiredException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.latchkey.auth.AuthenticationResult.Unavailable;

/**
 * Says in JAAS's exceptions why nobody logged in. Their texts hold nothing that a user typed. An unknown name and a wrong
 * password are told in the same words; of an account's state they tell what the directory does, and some tell of a lock to
 * whoever tries.
 */
public final class LoginExceptions {

    private LoginExceptions() {}

    /**
     * The exception for each refusal.
     *
     * @param reason why
     * @return the exception
     */
    public static LoginException refused(RejectionReason reason) {
        return switch (reason) {
            case BLANK_USERNAME,
                    INVALID_USERNAME,
                    USERNAME_TOO_LONG,
                    USERNAME_NOT_ALLOWED,
                    OTHER_DOMAIN,
                    EMPTY_PASSWORD,
                    INVALID_PASSWORD,
                    NO_NAME_IN_CERTIFICATE,
                    CERTIFICATE_NOT_IN_ENTRY,
                    UNKNOWN_USER,
                    AMBIGUOUS_USER,
                    BAD_PASSWORD -> new FailedLoginException("the user name or the password is wrong");
            case ACCOUNT_LOCKED -> new AccountLockedException("the account is locked");
            case ACCOUNT_EXPIRED -> new AccountExpiredException("the account has expired");
            case PASSWORD_EXPIRED -> new CredentialExpiredException("the password has expired");
            case PASSWORD_MUST_CHANGE -> new CredentialExpiredException("the password must be changed first");
            case ACCOUNT_DISABLED -> new AccountException("the account is disabled");
            case ACCOUNT_RESTRICTED -> new AccountException("the account may not log in now or from here");
            case EXCLUDED_USER, DENIED_GROUP, MISSING_GROUP, MISSING_ATTRIBUTE, NOT_ADMITTED ->
                new AccountException("the account is not admitted");
        };
    }

    /**
     * The exception for an outage: of no subclass, since it says nothing about the account or the password.
     *
     * @param outage the outage
     * @return the exception
     */
    public static LoginException unavailable(Unavailable outage) {
        return new LoginException("the directory could not tell whether the password is right: " + outage.cause());
    }
}
