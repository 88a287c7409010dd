package org.latchkey.internal.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.UserConfig;
import org.latchkey.config.UserScope;
import org.latchkey.config.UserSearch;
import org.latchkey.inspect.Stage;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/** Where users are, and what is seen of them by the configured searches with any name. Used by one thread. */
final class UserStages {

    private static final int SAMPLE = 50;
    private static final int SHOWN = 3;

    /** What gives a search a base. */
    private static final List<ConfigKey> BASES = List.of(ConfigKey.CONNECTION_URL, ConfigKey.USER_BASE);

    private final UserConfig user;
    private final String searcher;
    private final List<DirectoryEntry> sample = new ArrayList<>();

    UserStages(RealmConfig config) {
        this.user = config.user();
        String name = config.directory().service().name();
        this.searcher = config.directory().service().isAnonymous() || name == null
                ? "an anonymous search"
                : LogText.quoted(name);
    }

    /** Why nothing can be searched for without a user's password, where that is so. */
    Optional<String> whyNot() {
        return UserPages.whyNot(user);
    }

    Note base(DirectorySession session) throws DirectoryException {
        List<Dn> bases =
                user.searches().stream().map(UserSearch::base).distinct().toList();
        for (Dn base : bases) {
            if (session.read(base, List.of()).isEmpty()) {
                return Note.failed(
                        LogText.quoted(base.toString()) + " is not there, or " + searcher + " may not see it",
                        ConfigKey.USER_BASE);
            }
        }
        List<String> shown =
                bases.stream().map(Dn::toString).map(LogText::escaped).toList();
        Note note = Note.passed(String.join("; ", shown)).and("bases", shown);
        return isRootSearched()
                ? note.warning(
                        "neither connectionURL nor userBase has a DN: few servers search from the root of everything",
                        BASES.toArray(ConfigKey[]::new))
                : note;
    }

    private boolean isRootSearched() {
        return user.searches().stream().anyMatch(search -> search.base().equals(Dn.ROOT));
    }

    /** What to change where the search for users gets no answer. */
    List<ConfigKey> remedies() {
        return isRootSearched() ? BASES : Remedies.searching(Stage.USERS);
    }

    Note visible(DirectorySession session) throws DirectoryException {
        boolean more = false;
        for (UserSearch search : user.searches()) {
            SearchResults found = any(session, search.base(), UserPages.scope(search), UserPages.wide(search));
            more |= found.more();
            sample.addAll(found.entries());
        }
        if (sample.isEmpty()) {
            return nobody(session);
        }
        String count = more ? "at least " + sample.size() : Integer.toString(sample.size());
        return Note.passed(count + " seen, such as " + String.join(", ", shown()))
                .and("users", List.of(count))
                .and("sample", shown());
    }

    private List<String> shown() {
        return sample.stream()
                .limit(SHOWN)
                .map(entry -> LogText.escaped(name(entry).orElse(entry.dn().toString())))
                .toList();
    }

    /** Asks what the search might have found if it were another. */
    private Note nobody(DirectorySession session) throws DirectoryException {
        if (isRootSearched()) {
            return Note.failed("nobody is found from the root of everything", BASES);
        }
        UserSearch first = user.searches().get(0);
        String filter = LogText.quoted(first.filter().toString());
        String base = LogText.quoted(first.base().toString());
        if (first.scope() != UserScope.SUBTREE && isAnybody(session, first.base(), UserPages.wide(first))) {
            return Note.failed(
                    "nobody right at " + base + ", but somebody further below it",
                    ConfigKey.USER_SUBTREE,
                    ConfigKey.USER_SCOPE,
                    ConfigKey.USER_BASE);
        }
        Optional<String> named = loginAttribute().map(attribute -> "(" + attribute + "=*)");
        if (named.isPresent() && isAnybody(session, first.base(), named.get())) {
            return Note.failed(
                    "nobody under " + base + " matches " + filter + ", but some entries have "
                            + loginAttribute().get(),
                    ConfigKey.USER_SEARCH,
                    ConfigKey.USER_OBJECT_CLASS,
                    ConfigKey.USER_FILTER);
        }
        if (below(session, first.base())) {
            return Note.failed(
                    "nobody under " + base + " matches " + filter + ", and nothing that is seen there has "
                            + loginAttribute().orElse("what it asks for"),
                    ConfigKey.USER_LOGIN_ATTRIBUTE,
                    ConfigKey.USER_SEARCH,
                    ConfigKey.USER_BASE);
        }
        return Note.failed(
                "nothing below " + base + " is seen at all: the base is another, or " + searcher
                        + " may not read there",
                ConfigKey.USER_BASE,
                ConfigKey.CONNECTION_NAME);
    }

    Note loginAttribute(DirectorySession session) {
        String attribute = user.nameAttribute();
        return attribute == null
                ? Note.skipped("users are known by the name they typed")
                : had(attribute, ConfigKey.USER_NAME_ATTRIBUTE);
    }

    Note idAttribute(DirectorySession session) {
        String attribute = user.idAttribute();
        return attribute == null
                ? Note.skipped("userIdAttribute is not set")
                : had(attribute, ConfigKey.USER_ID_ATTRIBUTE);
    }

    private Note had(String attribute, ConfigKey key) {
        List<DirectoryEntry> without = sample.stream()
                .filter(entry -> entry.values(attribute).isEmpty())
                .toList();
        if (without.size() == sample.size()) {
            return Note.failed("none of " + sample.size() + " users has " + attribute, key);
        }
        Note note = Note.passed(attribute);
        return without.isEmpty()
                ? note
                : note.warning(
                        without.size() + " of " + sample.size() + " users have no " + attribute + ", such as "
                                + LogText.quoted(without.get(0).dn().toString()),
                        key);
    }

    /** Names by which the engine can look at users, a few of them. */
    List<String> names() {
        return sample.stream()
                .flatMap(entry -> name(entry).stream())
                .limit(SHOWN)
                .toList();
    }

    private Optional<String> name(DirectoryEntry entry) {
        return Optional.ofNullable(nameAttribute()).flatMap(entry::nameBy);
    }

    private @Nullable String nameAttribute() {
        return user.nameAttribute() == null ? loginAttribute().orElse(null) : user.nameAttribute();
    }

    private Optional<String> loginAttribute() {
        return user.searches().get(0).filter().attributeOf(0);
    }

    private SearchResults any(DirectorySession session, Dn base, SearchSpec.Scope scope, String filter)
            throws DirectoryException {
        List<String> wanted = Stream.of(Optional.ofNullable(nameAttribute()), Optional.ofNullable(user.idAttribute()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return session.search(new SearchSpec(base, scope, filter, wanted, SAMPLE, Duration.ZERO, false));
    }

    private static boolean isAnybody(DirectorySession session, Dn base, String filter) throws DirectoryException {
        return !session.search(SearchSpec.one(base, SearchSpec.Scope.SUBTREE, filter, List.of()))
                .entries()
                .isEmpty();
    }

    private static boolean below(DirectorySession session, Dn base) throws DirectoryException {
        return session
                .search(SearchSpec.one(base, SearchSpec.Scope.SUBTREE, SearchSpec.ANY_ENTRY, List.of()))
                .entries()
                .stream()
                .anyMatch(entry -> !entry.dn().equals(base));
    }
}
