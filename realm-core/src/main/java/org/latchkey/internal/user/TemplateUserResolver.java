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
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.PendingUser;
import org.latchkey.spi.SearchSpec;
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
    private final String filter;
    private final boolean mustRead;
    private final boolean mayBindUnread;

    /**
     * Makes the resolver.
     *
     * @param config how users are found
     * @param wanted what a read must bring
     * @param filter what an entry that is read must match
     * @param mustRead whether the entry has to be read: a later stage needs it, or nothing else proves that it exists
     * @param mayBindUnread whether entries that cannot be seen may still be there, because searches are anonymous
     */
    public TemplateUserResolver(
            UserConfig config, WantedAttributes wanted, String filter, boolean mustRead, boolean mayBindUnread) {
        this.config = config;
        this.wanted = wanted;
        this.filter = filter;
        this.mustRead = mustRead;
        this.mayBindUnread = mayBindUnread;
    }

    @Override
    public UserResolution resolve(String username, DirectorySession session) throws DirectoryException {
        UserResolution made = unread(username);
        if (made instanceof UserResolution.Found && !mustRead) {
            return made;
        }
        List<User> seen = read(username, session);
        if (seen.isEmpty()) {
            return mayBindUnread && !mustRead ? made : new UserResolution.NotFound(RejectionReason.UNKNOWN_USER);
        }
        return seen.size() == 1
                ? new UserResolution.Found(seen.get(0))
                : new UserResolution.NotFound(RejectionReason.AMBIGUOUS_USER);
    }

    /**
     * What the templates make of a name, nothing read.
     *
     * @param username the name, already through the gate
     * @return the user, or candidates to bind in order
     */
    public UserResolution unread(String username) {
        List<User> made = config.patterns().stream()
                .map(pattern -> unread(username, pattern))
                .distinct()
                .toList();
        return made.size() == 1 ? new UserResolution.Found(made.get(0)) : new UserResolution.Candidates(made);
    }

    @Override
    public PendingUser beginReading(String username, Dn dn, DirectorySession session) throws DirectoryException {
        NameTemplate made = config.patterns().stream()
                .filter(pattern -> Dn.tryParse(pattern.fillName(username))
                        .filter(dn::equals)
                        .isPresent())
                .findFirst()
                .orElse(config.patterns().get(0));
        return new Reading(username, made, dn, session);
    }

    /** Reads all of them at once: the templates may be many, and each is a round trip otherwise. */
    private List<User> read(String username, DirectorySession session) throws DirectoryException {
        List<Reading> readings = new ArrayList<>();
        List<User> seen = new ArrayList<>();
        try {
            for (NameTemplate pattern : config.patterns()) {
                readings.add(new Reading(username, pattern, dn(username, pattern), session));
            }
            for (Reading reading : readings) {
                reading.user().ifPresent(seen::add);
            }
            return seen;
        } finally {
            readings.forEach(Reading::close);
        }
    }

    private static Dn dn(String username, NameTemplate pattern) throws DirectoryException {
        return Dn.tryParse(pattern.fillName(username))
                .orElseThrow(() -> new DirectoryException(
                        UnavailableCause.MISCONFIGURED,
                        "userPattern '" + pattern + "' makes no DN, and without userSearch its entry cannot be read"));
    }

    private static User unread(String username, NameTemplate pattern) {
        String name = pattern.fillName(username);
        return User.unread(username, name, pattern.distinguished() ? Dn.parse(name) : null);
    }

    /** The read of one entry. */
    private final class Reading implements PendingUser {

        private final String username;
        private final @Nullable String nameAttribute;
        private final PendingSearch read;

        Reading(String username, NameTemplate pattern, Dn dn, DirectorySession session) throws DirectoryException {
            this.username = username;
            this.nameAttribute = config.typedName() ? null : nameAttribute(pattern);
            WantedAttributes reading = nameAttribute == null ? wanted : wanted.and(List.of(nameAttribute));
            this.read = session.begin(SearchSpec.entry(dn, filter, reading.names()));
        }

        Optional<User> user() throws DirectoryException {
            List<DirectoryEntry> entries = read.results().entries();
            if (entries.isEmpty()) {
                return Optional.empty();
            }
            DirectoryEntry entry = entries.get(0);
            String name = nameAttribute == null ? username : name(nameAttribute, entry, username);
            return Optional.of(User.read(username, name, entry));
        }

        @Override
        public UserResolution resolve() throws DirectoryException {
            return user().<UserResolution>map(UserResolution.Found::new)
                    .orElse(new UserResolution.NotFound(RejectionReason.UNKNOWN_USER));
        }

        @Override
        public void close() {
            read.close();
        }
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
