package org.latchkey.internal.user;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText.Argument;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.UserConfig;
import org.latchkey.config.UserSearch;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.PendingUser;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;
import org.latchkey.spi.UserResolver;

/**
 * Finds the user by one search or several, which together must match exactly one entry. All of them are sent before any
 * answer is awaited; where one gives none, nobody is found.
 */
public final class SearchUserResolver implements UserResolver {

    private static final int ONE_AND_PROOF = 2;
    private static final WantedAttributes NOTHING = new WantedAttributes(List.of());

    private final UserConfig config;
    private final WantedAttributes wanted;

    /**
     * Makes the resolver.
     *
     * @param config how users are found, by one search at least
     * @param wanted what the one read must bring
     */
    public SearchUserResolver(UserConfig config, WantedAttributes wanted) {
        this.config = config;
        this.wanted = wanted;
    }

    @Override
    public UserResolution resolve(String username, DirectorySession session) throws DirectoryException {
        try (PendingUser sought = begin(username, session)) {
            return sought.resolve();
        }
    }

    @Override
    public PendingUser begin(String username, DirectorySession session) throws DirectoryException {
        Sought sought = new Sought(found -> alone(one(username, found), session));
        try {
            for (UserSearch search : config.searches()) {
                Optional<String> filter = filled(search, username);
                if (filter.isPresent()) {
                    sought.add(session.begin(spec(search, filter.get())));
                }
            }
            return sought;
        } catch (DirectoryException e) {
            sought.close();
            throw e;
        }
    }

    /** Whoever is found by another name than their own must be the only one of that name: applications see no more. */
    private UserResolution alone(UserResolution found, DirectorySession session) throws DirectoryException {
        if (!(found instanceof UserResolution.Found one)
                || config.nameAttribute() == null
                || config.typedName()
                || CanonicalName.alike(one.user().canonical(), one.user().typed())) {
            return found;
        }
        UserResolution named = new SearchUserResolver(config.byName(), NOTHING)
                .resolve(one.user().canonical(), session);
        return named instanceof UserResolution.Found same && dn(same).equals(dn(one))
                ? found
                : new UserResolution.NotFound(RejectionReason.AMBIGUOUS_USER);
    }

    private UserResolution one(String username, List<SearchResults> answers) throws DirectoryException {
        Map<Dn, DirectoryEntry> found = new LinkedHashMap<>();
        answers.forEach(results -> results.entries().forEach(entry -> found.putIfAbsent(entry.dn(), entry)));
        return found.size() > 1 || answers.stream().anyMatch(SearchResults::more)
                ? new UserResolution.NotFound(RejectionReason.AMBIGUOUS_USER)
                : only(username, List.copyOf(found.values()));
    }

    /** Without the base itself there is nothing to search, whatever the scope: its absence is a mistake and no answer. */
    private SearchSpec spec(UserSearch search, String filter) {
        SearchSpec.Scope scope = switch (search.scope()) {
            case BASE -> SearchSpec.Scope.BASE;
            case ONE -> SearchSpec.Scope.ONE;
            case SUBTREE -> SearchSpec.Scope.SUBTREE;
        };
        return new SearchSpec(
                search.base(),
                scope,
                filter,
                wanted.names(),
                config.sizeLimit() == 1 ? 1 : ONE_AND_PROOF,
                config.timeLimit(),
                scope == SearchSpec.Scope.BASE);
    }

    private static Optional<String> filled(UserSearch search, String username) {
        return search.filter().fill(List.of(Argument.value(username)));
    }

    @Override
    public PendingUser beginReading(String username, Dn dn, DirectorySession session) throws DirectoryException {
        List<String> filters = reaching(dn).stream()
                .flatMap(search -> filled(search, username).stream())
                .distinct()
                .toList();
        if (filters.isEmpty()) {
            return () -> again(username, dn, session);
        }
        String filter = filters.size() == 1 ? filters.get(0) : "(|" + String.join("", filters) + ")";
        Sought read = new Sought(found -> one(username, found));
        read.add(session.begin(SearchSpec.entry(dn, filter, wanted.names())));
        return read;
    }

    /** What the answers are to be taken for. */
    @FunctionalInterface
    private interface Reading {
        UserResolution of(List<SearchResults> answers) throws DirectoryException;
    }

    /** Searches that are under way together. */
    private static final class Sought implements PendingUser {

        private final List<PendingSearch> sent = new ArrayList<>();
        private final Reading reading;

        Sought(Reading reading) {
            this.reading = reading;
        }

        void add(PendingSearch search) {
            sent.add(search);
        }

        @Override
        public UserResolution resolve() throws DirectoryException {
            List<SearchResults> answers = new ArrayList<>(sent.size());
            for (PendingSearch search : sent) {
                answers.add(search.results());
            }
            return reading.of(answers);
        }

        @Override
        public void close() {
            sent.forEach(PendingSearch::close);
        }
    }

    /** The searches that could have found an entry; what stands elsewhere was found through an alias. */
    private List<UserSearch> reaching(Dn dn) {
        return config.searches().size() == 1
                ? config.searches()
                : config.searches().stream()
                        .filter(search -> search.reaches(dn))
                        .toList();
    }

    /** Only the entry that is expected is an answer: it may have been bound already. */
    private UserResolution again(String username, Dn dn, DirectorySession session) throws DirectoryException {
        UserResolution found = resolve(username, session);
        return found instanceof UserResolution.Found one && !dn.equals(dn(one))
                ? new UserResolution.NotFound(RejectionReason.UNKNOWN_USER)
                : found;
    }

    private static Dn dn(UserResolution.Found found) {
        return Objects.requireNonNull(found.user().dn(), "an entry without a name");
    }

    private UserResolution only(String username, List<DirectoryEntry> found) throws DirectoryException {
        return found.isEmpty()
                ? new UserResolution.NotFound(RejectionReason.UNKNOWN_USER)
                : named(username, found.get(0));
    }

    private UserResolution named(String username, DirectoryEntry entry) throws DirectoryException {
        String attribute = config.nameAttribute();
        if (attribute == null || config.typedName()) {
            return new UserResolution.Found(User.read(username, username, entry));
        }
        Optional<UserResolution> found = new CanonicalName(attribute)
                .of(entry, username)
                .map(name -> new UserResolution.Found(User.read(username, name, entry)));
        return found.orElse(new UserResolution.NotFound(RejectionReason.AMBIGUOUS_USER));
    }
}
