package org.latchkey.internal.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.NameTemplate;
import org.latchkey.config.UserConfig;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;
import org.latchkey.spi.UserResolver;

/**
 * Makes the user's DN from a template. The entry is read where a later stage needs it, or where reading shows which of
 * several templates fits; one template and nothing to read costs no operation.
 */
public final class TemplateUserResolver implements UserResolver {

    private final UserConfig config;
    private final WantedAttributes wanted;
    private final boolean mustRead;
    private final boolean mayBindUnread;

    /**
     * Makes the resolver.
     *
     * @param config how users are found
     * @param wanted what a read must bring
     * @param mustRead whether the entry has to be read: a later stage needs it, or nothing else proves that it exists
     * @param mayBindUnread whether entries that cannot be seen may still be there, because searches are anonymous
     */
    public TemplateUserResolver(UserConfig config, WantedAttributes wanted, boolean mustRead, boolean mayBindUnread) {
        this.config = config;
        this.wanted = wanted;
        this.mustRead = mustRead;
        this.mayBindUnread = mayBindUnread;
    }

    @Override
    public UserResolution resolve(String username, DirectorySession session) throws DirectoryException {
        List<User> made = config.patterns().stream()
                .map(pattern -> unread(username, pattern))
                .distinct()
                .toList();
        if (made.size() == 1 && !mustRead) {
            return new UserResolution.Found(made.get(0));
        }
        List<User> seen = new ArrayList<>();
        for (NameTemplate pattern : config.patterns()) {
            read(username, pattern, session).ifPresent(seen::add);
        }
        if (seen.isEmpty()) {
            return mayBindUnread && !mustRead
                    ? new UserResolution.Candidates(made)
                    : new UserResolution.NotFound(RejectionReason.UNKNOWN_USER);
        }
        return seen.size() == 1
                ? new UserResolution.Found(seen.get(0))
                : new UserResolution.NotFound(RejectionReason.AMBIGUOUS_USER);
    }

    private static User unread(String username, NameTemplate pattern) {
        String name = pattern.fillName(username);
        return User.unread(username, name, pattern.distinguished() ? Dn.parse(name) : null);
    }

    private Optional<User> read(String username, NameTemplate pattern, DirectorySession session)
            throws DirectoryException {
        Dn dn = Dn.tryParse(pattern.fillName(username))
                .orElseThrow(() -> new DirectoryException(
                        UnavailableCause.MISCONFIGURED,
                        "userPattern '" + pattern + "' makes no DN, and without userSearch its entry cannot be read"));
        String nameAttribute = config.typedName() ? null : nameAttribute(pattern);
        WantedAttributes reading = nameAttribute == null ? wanted : wanted.and(nameAttribute);
        Optional<DirectoryEntry> entry = session.read(dn, reading.names());
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        String name = nameAttribute == null ? username : name(nameAttribute, entry.get(), username);
        return Optional.of(User.read(username, name, entry.get()));
    }

    private static String name(String attribute, DirectoryEntry entry, String username) throws DirectoryException {
        return new CanonicalName(attribute)
                .of(entry, username)
                .orElseThrow(() -> new DirectoryException(
                        UnavailableCause.MISCONFIGURED,
                        "the entry " + entry.dn() + " has several values of '" + attribute
                                + "' and none of them is the one it is named by: set userNameAttribute"));
    }

    private @Nullable String nameAttribute(NameTemplate pattern) {
        String configured = config.nameAttribute();
        return configured != null ? configured : pattern.attributeOfPlace().orElse(null);
    }
}
