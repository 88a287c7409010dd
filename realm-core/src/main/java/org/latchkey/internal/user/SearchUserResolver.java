package org.latchkey.internal.user;

import java.util.List;
import java.util.Optional;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.auth.FilterText.Argument;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.UserConfig;
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

/** Finds the user by a search that must match exactly one entry. */
public final class SearchUserResolver implements UserResolver {

    private static final int ONE_AND_PROOF = 2;

    private final UserConfig config;
    private final FilterText search;
    private final WantedAttributes wanted;

    /**
     * Makes the resolver.
     *
     * @param config how users are found
     * @param search the filter
     * @param wanted what the one read must bring
     */
    public SearchUserResolver(UserConfig config, FilterText search, WantedAttributes wanted) {
        this.config = config;
        this.search = search;
        this.wanted = wanted;
    }

    @Override
    public UserResolution resolve(String username, DirectorySession session) throws DirectoryException {
        Optional<String> filter = search.fill(List.of(Argument.value(username)));
        if (filter.isEmpty()) {
            return new UserResolution.NotFound(RejectionReason.UNKNOWN_USER);
        }
        SearchResults found = session.search(new SearchSpec(
                config.base(),
                config.subtree() ? SearchSpec.Scope.SUBTREE : SearchSpec.Scope.ONE,
                filter.get(),
                wanted.names(),
                config.sizeLimit() == 1 ? 1 : ONE_AND_PROOF,
                config.timeLimit(),
                false));
        if (found.more() || found.entries().size() > 1) {
            return new UserResolution.NotFound(RejectionReason.AMBIGUOUS_USER);
        }
        return only(username, found.entries());
    }

    @Override
    public PendingUser beginReading(String username, Dn dn, DirectorySession session) throws DirectoryException {
        Optional<String> filter = search.fill(List.of(Argument.value(username)));
        if (filter.isEmpty()) {
            return () -> new UserResolution.NotFound(RejectionReason.UNKNOWN_USER);
        }
        PendingSearch read = session.begin(SearchSpec.entry(dn, filter.get(), wanted.names()));
        return new PendingUser() {
            @Override
            public UserResolution resolve() throws DirectoryException {
                return only(username, read.results().entries());
            }

            @Override
            public void close() {
                read.close();
            }
        };
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
