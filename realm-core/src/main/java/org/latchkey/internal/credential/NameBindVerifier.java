package org.latchkey.internal.credential;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.NameTemplate;
import org.latchkey.internal.connection.BindReply;
import org.latchkey.internal.connection.BoundConnection;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.login.CredentialVerifier;
import org.latchkey.internal.login.Verification;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.User;

/**
 * Checks a password by a bind with the name itself, before any entry is known, so that the searches can be the user's own.
 *
 * <p>The account that was bound and the entry that is then found must be one. Where the bound name is a DN the two are
 * compared. Where it is another form, which a server may match to any entry, the entry must show that the name can only be
 * its own; else the same password is bound once to the entry that was found, and only if it is that entry's too does the
 * login go on. Safe for use by many threads.
 */
public final class NameBindVerifier implements CredentialVerifier {

    private final Directory directory;
    private final NameTemplate template;
    private final boolean usersAsUser;
    private final boolean rolesAsUser;
    private final boolean refreshes;
    private final BindVerifier entries;
    private final ForestDomains domains = new ForestDomains();

    /**
     * Makes the verifier.
     *
     * @param directory where binds go
     * @param template makes the name to bind with
     * @param usersAsUser whether the user is searched for on the bound connection
     * @param rolesAsUser whether groups are searched for on the bound connection
     * @param refreshes whether the entry may be found by another DN than the one that was bound
     */
    public NameBindVerifier(
            Directory directory, NameTemplate template, boolean usersAsUser, boolean rolesAsUser, boolean refreshes) {
        this.directory = directory;
        this.template = template;
        this.usersAsUser = usersAsUser;
        this.rolesAsUser = rolesAsUser;
        this.refreshes = refreshes;
        this.entries = new BindVerifier(directory, false, false, null);
    }

    @Override
    public Verification verifyName(LoginRequest request) throws DirectoryException {
        if (!(request.credentials() instanceof UsernamePassword typed)) {
            throw new IllegalStateException("a bind takes a password");
        }
        BoundConnection bound = directory.bind(request, template.fillName(typed.username()), typed.password());
        Optional<RejectionReason> refusal = BindVerifier.refusal(bound);
        if (refusal.isPresent()) {
            return new Verification.Refused(refusal.get());
        }
        Map<String, String> told = BindVerdict.told(bound.reply());
        if (!usersAsUser && !rolesAsUser) {
            bound.close();
            return new Verification.Verified(null, null, null, told, () -> {});
        }
        return new Verification.Verified(
                null,
                usersAsUser ? bound.session() : null,
                rolesAsUser ? bound.session() : null,
                told,
                new Held(bound));
    }

    /** The connection that the name was bound on, until the login ends. */
    private record Held(BoundConnection connection) implements Runnable {

        @Override
        public void run() {
            connection.close();
        }
    }

    @Override
    public Verification verifyUser(LoginRequest request, List<User> candidates) throws DirectoryException {
        return confirm(request, new Verification.Undecided(), candidates);
    }

    @Override
    public Verification confirm(LoginRequest request, Verification early, List<User> candidates)
            throws DirectoryException {
        User user = candidates.get(0);
        Dn entry = user.dn();
        if (entry == null) {
            return Verification.Verified.of(user);
        }
        String bound = template.fillName(request.credentials().username());
        Optional<Map<String, String>> told = isBound(bound, entry, user, early.forUsersOr(directory.session(request)))
                ? Optional.of(early.told())
                : opened(request, early, user, bound);
        return told.<Verification>map(said -> Verification.Verified.of(user, said))
                .orElse(new Verification.Refused(RejectionReason.AMBIGUOUS_USER));
    }

    private boolean isBound(String name, Dn dn, User user, DirectorySession session) {
        Optional<Dn> bound = Dn.tryParse(name);
        return bound.isPresent()
                ? bound.get().equals(dn)
                : user.attributes()
                        .filter(entry -> canOnlyMean(new BoundName(name), entry, session))
                        .isPresent();
    }

    private boolean canOnlyMean(BoundName name, DirectoryEntry entry, DirectorySession session) {
        return name.isPrincipalNameOf(entry)
                || name.domainIfAccountOf(entry)
                        .filter(domain -> domains.holds(entry.dn(), domain, session))
                        .isPresent();
    }

    /**
     * What the bind as that entry told, or empty where the password is not its too; asked on the connection that is held:
     * who waits for another may hold none.
     */
    private Optional<Map<String, String>> opened(LoginRequest request, Verification early, User user, String bound)
            throws DirectoryException {
        if (!refreshes && Dn.tryParse(bound).isPresent()) {
            return Optional.empty();
        }
        if (early instanceof Verification.Verified verified
                && verified.release() instanceof Held held
                && request.credentials() instanceof UsernamePassword typed) {
            BindReply reply = held.connection().bindAgain(user.bindName(), typed.password());
            return BindVerdict.refusal(reply).isEmpty() ? Optional.of(BindVerdict.told(reply)) : Optional.empty();
        }
        return entries.verifyUser(request, List.of(user)) instanceof Verification.Verified own
                ? Optional.of(own.told())
                : Optional.empty();
    }
}
