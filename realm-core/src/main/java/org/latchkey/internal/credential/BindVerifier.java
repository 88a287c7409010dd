package org.latchkey.internal.credential;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.internal.connection.BoundConnection;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.login.CredentialVerifier;
import org.latchkey.internal.login.Verification;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.User;

/** Checks a password by one bind as the entry that was found. Safe for use by many threads. */
public final class BindVerifier implements CredentialVerifier {

    private final Directory directory;
    private final boolean usersAsUser;
    private final boolean rolesAsUser;
    private final @Nullable Dn decoy;

    /**
     * Makes the verifier.
     *
     * @param directory where binds go
     * @param usersAsUser whether the entry is read on the user's own connection
     * @param rolesAsUser whether groups are searched on the user's own connection
     * @param decoyBase the base below which a name that cannot exist is bound for an unknown user, or {@code null} when
     *     the time of an unknown user may tell
     */
    public BindVerifier(Directory directory, boolean usersAsUser, boolean rolesAsUser, @Nullable Dn decoyBase) {
        this.directory = directory;
        this.usersAsUser = usersAsUser;
        this.rolesAsUser = rolesAsUser;
        this.decoy =
                decoyBase == null ? null : Dn.parse("cn=" + UUID.randomUUID()).under(decoyBase);
    }

    @Override
    public Verification verifyUser(LoginRequest request, List<User> candidates) throws DirectoryException {
        if (!(request.credentials() instanceof UsernamePassword typed)) {
            throw new IllegalStateException("a bind takes a password");
        }
        Set<RejectionReason> reasons = new LinkedHashSet<>();
        for (User user : candidates) {
            BoundConnection bound = directory.bind(request, user.bindName(), typed.password());
            Optional<RejectionReason> refusal = refusal(bound);
            if (refusal.isEmpty()) {
                return verified(user, bound);
            }
            reasons.add(refusal.get());
        }
        return new Verification.Refused(mostTelling(reasons));
    }

    @Override
    public void spendDecoy(LoginRequest request) {
        if (decoy == null) {
            return;
        }
        try {
            directory
                    .bind(request, decoy.toString(), Secret.of(UUID.randomUUID().toString()))
                    .close();
        } catch (DirectoryException e) {
            // The answer was known before; the bind only spends the time of one.
        }
    }

    private Verification verified(User user, BoundConnection bound) throws DirectoryException {
        Map<String, String> told = BindVerdict.told(bound.reply());
        if (usersAsUser || rolesAsUser) {
            return new Verification.Verified(
                    user,
                    usersAsUser ? bound.session() : null,
                    rolesAsUser ? bound.session() : null,
                    told,
                    bound::close);
        }
        bound.close();
        return Verification.Verified.of(user, told);
    }

    /** Reads the verdict, and gives the connection back unless it is the one that stays. */
    static Optional<RejectionReason> refusal(BoundConnection bound) throws DirectoryException {
        boolean stays = false;
        try {
            Optional<RejectionReason> refusal = BindVerdict.refusal(bound.reply());
            stays = refusal.isEmpty();
            return refusal;
        } finally {
            if (!stays) {
                bound.close();
            }
        }
    }

    private static RejectionReason mostTelling(Set<RejectionReason> reasons) {
        return reasons.stream()
                .filter(reason -> reason != RejectionReason.BAD_PASSWORD && reason != RejectionReason.UNKNOWN_USER)
                .findFirst()
                .orElse(
                        reasons.contains(RejectionReason.BAD_PASSWORD)
                                ? RejectionReason.BAD_PASSWORD
                                : RejectionReason.UNKNOWN_USER);
    }
}
