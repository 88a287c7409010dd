package org.latchkey.internal.credential;

import java.util.Map;
import java.util.Optional;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.internal.connection.BindReply;
import org.latchkey.spi.DirectoryException;

/**
 * What the result of a user's bind means: the one table from result codes (RFC 4511 A), the servers' own words and the
 * password-policy control to a reason. Refusals are recognised positively; whatever else a server says is no answer
 * about the user.
 */
final class BindVerdict {

    private BindVerdict() {}

    /**
     * Reads a reply.
     *
     * @param reply the server's answer
     * @return empty when the password is right and may be used, else why not
     * @throws DirectoryException when the answer says nothing about the user
     */
    static Optional<RejectionReason> refusal(BindReply reply) throws DirectoryException {
        return switch (reply.code()) {
            case 0 -> policy(reply).reason().filter(reason -> reason == RejectionReason.PASSWORD_MUST_CHANGE);
            case 49 -> refused(reply, RejectionReason.BAD_PASSWORD);
            case 32, 34 -> Optional.of(RejectionReason.UNKNOWN_USER);
            case 19 -> refused(reply, RejectionReason.ACCOUNT_LOCKED);
            case 50, 53 -> refused(reply, RejectionReason.ACCOUNT_RESTRICTED);
            case 48 -> Optional.of(RejectionReason.BAD_PASSWORD);
            case 7, 8, 13 ->
                throw unusable(
                        UnavailableCause.MISCONFIGURED,
                        reply,
                        "the directory wants TLS or another way to authenticate for binds (useStartTls, ldaps)");
            default ->
                throw unusable(UnavailableCause.DIRECTORY_ERROR, reply, "the directory could not answer the bind");
        };
    }

    /**
     * What a successful bind told besides.
     *
     * @param reply the server's answer
     * @return attributes of the principal, empty when the server told nothing
     * @throws DirectoryException when the answer cannot be read
     */
    static Map<String, String> told(BindReply reply) throws DirectoryException {
        return policy(reply).attributes();
    }

    /** The text comes first: 389 Directory Server's control says of a disabled account that it is locked. */
    private static Optional<RejectionReason> refused(BindReply reply, RejectionReason otherwise)
            throws DirectoryException {
        Optional<RejectionReason> policy = policy(reply).reason();
        return Optional.of(
                RefusalText.reason(reply.diagnostic()).or(() -> policy).orElse(otherwise));
    }

    private static PasswordPolicyReply policy(BindReply reply) throws DirectoryException {
        try {
            return reply.passwordPolicy().map(PasswordPolicyReply::parse).orElse(PasswordPolicyReply.NONE);
        } catch (IllegalArgumentException e) {
            throw new DirectoryException(
                    UnavailableCause.DIRECTORY_ERROR, "the directory sent a malformed password-policy control", e);
        }
    }

    private static DirectoryException unusable(UnavailableCause cause, BindReply reply, String what) {
        return new DirectoryException(cause, what + ": result code " + reply.code());
    }
}
