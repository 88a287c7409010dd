package org.latchkey.internal.inspect;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.UserConfig;
import org.latchkey.config.UserScope;
import org.latchkey.config.UserSearch;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchSpec;

/** Every entry that the configured searches would find for any name, page by page. Immutable. */
public final class UserPages {

    private static final String CHANGED = "modifyTimestamp";
    private static final String CHANGED_IN_AD = "whenChanged";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    private final UserConfig user;
    private final List<String> attributes;

    /**
     * Makes it.
     *
     * @param user how users are found
     * @param attributes what is read of each
     */
    public UserPages(UserConfig user, List<String> attributes) {
        this.user = user;
        this.attributes = List.copyOf(attributes);
    }

    /**
     * Why users cannot be listed, where that is so.
     *
     * @param user how users are found
     * @return a sentence without a full stop, or empty
     */
    public static Optional<String> whyNot(UserConfig user) {
        if (user.serviceTemplate() != null) {
            return Optional.of("connectionName has a place for the name: only a user can search");
        }
        if (user.searches().isEmpty()) {
            return Optional.of("users are bound by userPattern and not searched for");
        }
        return user.searchAsUser() ? Optional.of("userSearchAsUser: only a user can search") : Optional.empty();
    }

    /**
     * Reads them all. An entry that several searches find comes several times.
     *
     * @param connection the connection
     * @param since leaves out entries that were not changed from then on, or {@code null} for all
     * @param reader takes the pages
     * @throws DirectoryException when the directory could not answer, or does not tell when entries were changed
     */
    public void read(DirectoryConnection connection, @Nullable Instant since, DirectoryConnection.Pages reader)
            throws DirectoryException {
        String changed = since == null ? "" : changed(connection, since);
        for (UserSearch search : user.searches()) {
            String filter = since == null ? wide(search) : "(&" + wide(search) + changed + ")";
            connection.readPages(SearchSpec.all(search.base(), scope(search), filter, attributes), reader);
        }
    }

    /** A server that does not know the attribute would find nothing, as one would where nothing was changed. */
    private String changed(DirectorySession session, Instant since) throws DirectoryException {
        boolean ad = session.read(Dn.ROOT, List.of(RootDse.CAPABILITIES))
                .filter(RootDse::isActiveDirectory)
                .isPresent();
        String attribute = ad ? CHANGED_IN_AD : CHANGED;
        Optional<DirectoryEntry> sample = sample(session, attribute);
        if (sample.isPresent() && sample.get().values(attribute).isEmpty()) {
            throw new DirectoryException(
                    UnavailableCause.MISCONFIGURED,
                    "the server does not tell when entries were changed: "
                            + sample.get().dn() + " shows no " + attribute);
        }
        String time = TIME.format(since.atOffset(ZoneOffset.UTC)) + (ad ? ".0Z" : "Z");
        return "(" + attribute + ">=" + time + ")";
    }

    private Optional<DirectoryEntry> sample(DirectorySession session, String attribute) throws DirectoryException {
        for (UserSearch search : user.searches()) {
            SearchSpec one = new SearchSpec(
                    search.base(), scope(search), wide(search), List.of(attribute), 1, Duration.ZERO, false);
            Optional<DirectoryEntry> found = Stream.ofNullable(session.search(one))
                    .flatMap(results -> results.entries().stream())
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    static String wide(UserSearch search) {
        return search.filter().wide().orElse(SearchSpec.ANY_ENTRY);
    }

    static SearchSpec.Scope scope(UserSearch search) {
        return scope(search.scope());
    }

    private static SearchSpec.Scope scope(UserScope scope) {
        return SearchSpec.Scope.valueOf(scope.name());
    }
}
