package org.latchkey.internal.credential;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.internal.connection.BindReply;
import org.latchkey.spi.DirectoryException;

/**
 * What the result of a user's bind means: the one table from result codes (RFC 4511 A), Active Directory's sub-codes and
 * the password-policy control to a reason. Refusals are recognised positively; whatever else a server says is no answer
 * about the user.
 */
final class BindVerdict {

    private static final Pattern AD_DATA = Pattern.compile("\\bdata ([0-9a-fA-F]{3,8})\\b");

    private static final Map<String, RejectionReason> AD_REASONS = Map.of(
            "525", RejectionReason.UNKNOWN_USER,
            "52e", RejectionReason.BAD_PASSWORD,
            "530", RejectionReason.ACCOUNT_RESTRICTED,
            "531", RejectionReason.ACCOUNT_RESTRICTED,
            "532", RejectionReason.PASSWORD_EXPIRED,
            "533", RejectionReason.ACCOUNT_DISABLED,
            "701", RejectionReason.ACCOUNT_EXPIRED,
            "773", RejectionReason.PASSWORD_MUST_CHANGE,
            "775", RejectionReason.ACCOUNT_LOCKED);

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
            case 0 -> policy(reply).filter(reason -> reason == RejectionReason.PASSWORD_MUST_CHANGE);
            case 49 -> Optional.of(policy(reply).or(() -> subCode(reply)).orElse(RejectionReason.BAD_PASSWORD));
            case 32, 34 -> Optional.of(RejectionReason.UNKNOWN_USER);
            case 19 -> Optional.of(policy(reply).orElse(RejectionReason.ACCOUNT_LOCKED));
            case 50, 53 ->
                Optional.of(policy(reply).or(() -> subCode(reply)).orElse(RejectionReason.ACCOUNT_RESTRICTED));
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

    private static Optional<RejectionReason> policy(BindReply reply) throws DirectoryException {
        try {
            return reply.passwordPolicy().flatMap(PasswordPolicyReply::reason);
        } catch (IllegalArgumentException e) {
            throw new DirectoryException(
                    UnavailableCause.DIRECTORY_ERROR, "the directory sent a malformed password-policy control", e);
        }
    }

    private static Optional<RejectionReason> subCode(BindReply reply) {
        Matcher data = AD_DATA.matcher(reply.diagnostic());
        return data.find()
                ? Optional.ofNullable(AD_REASONS.get(data.group(1).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static DirectoryException unusable(UnavailableCause cause, BindReply reply, String what) {
        return new DirectoryException(cause, what + ": result code " + reply.code());
    }
}
