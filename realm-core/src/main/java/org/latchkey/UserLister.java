package org.latchkey;

import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.PasswordAttributes;
import org.latchkey.config.RealmConfig;
import org.latchkey.inspect.UserListRequest;
import org.latchkey.inspect.UserListing;
import org.latchkey.inspect.UserListing.LeftOut;
import org.latchkey.inspect.UserListing.ListedUser;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.internal.group.GroupGraph;
import org.latchkey.internal.group.GroupResolvers;
import org.latchkey.internal.group.MappedGroups;
import org.latchkey.internal.group.MembershipNote;
import org.latchkey.internal.inspect.UserPages;
import org.latchkey.internal.jndi.JndiConnectionFactory;
import org.latchkey.internal.user.ListedUsers;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.User;

/** Lists the users of one directory. Used once, by one thread. */
final class UserLister implements AutoCloseable {

    private static final int THREADS = 4;

    /** What a login can end with that is the fault of this one entry and of no other. */
    private static final Set<UnavailableCause> OF_THE_ENTRY =
            EnumSet.of(UnavailableCause.INCOMPLETE, UnavailableCause.DIRECTORY_ERROR);

    /** Names that nobody can log in by, whatever they may. */
    private static final Set<RejectionReason> UNUSABLE = EnumSet.of(
            RejectionReason.BLANK_USERNAME, RejectionReason.INVALID_USERNAME, RejectionReason.USERNAME_TOO_LONG);

    private final RealmConfig config;
    private final UserListRequest request;
    private final SiteHooks hooks;
    private final Directory directory;
    private final ListedUsers users;
    private final ListedLogins logins;
    private final UserPages pages;

    UserLister(RealmConfig config, UserListRequest request) {
        Logger log = System.getLogger("org.latchkey");
        this.config = config;
        this.request = request;
        this.hooks = new SiteHooks(config.hooks(), log);
        this.directory = new Directory(new JndiConnectionFactory(config.directory()), config.directory());
        this.users = new ListedUsers(config.user());
        GroupGraph graph = new GroupGraph(config.roles().graphLifetime(), System::nanoTime);
        GroupResolvers groups = new GroupResolvers(
                config.user(), MappedGroups.narrowed(config), graph, new MembershipNote((level, text) -> {}));
        this.logins = new Assembly(
                        config, directory, StoredPasswordMatcher.none(), groups, hooks, warning -> {}, Watch.NONE)
                .listed(request.roles());
        this.pages = new UserPages(
                config.user(),
                Stream.concat(logins.attributes().stream(), users.attributes().stream())
                        .filter(this::isReadable)
                        .distinct()
                        .toList());
    }

    /** What stands for all attributes would bring passwords too. */
    private boolean isReadable(String attribute) {
        String type = attribute.split(";", 2)[0];
        return !attribute.equals("*")
                && !attribute.equals("+")
                && !PasswordAttributes.contains(type)
                && !type.equalsIgnoreCase(config.user().passwordAttribute());
    }

    /** Hands every user to the reader, in the directory's order. */
    void list(SeenUsers seen, Consumer<UserListing> reader) throws DirectoryException {
        Optional<String> why = hooks.users().isPresent()
                ? Optional.of("userResolverClassName: nobody else knows whom it finds")
                : UserPages.whyNot(config.user());
        if (why.isPresent()) {
            throw new DirectoryException(UnavailableCause.MISCONFIGURED, "users cannot be listed: " + why.get());
        }
        logins.preparation().run();
        try (DirectoryConnection connection = directory.serviceConnection(Deadline.after(config.loginTimeout()));
                InOrder<Optional<UserListing>> looks = new InOrder<>(threads(), found -> found.ifPresent(reader))) {
            pages.read(connection, request.since().orElse(null), entries -> {
                for (DirectoryEntry entry : entries) {
                    take(entry, seen, looks);
                }
            });
            looks.finish();
        }
    }

    private int threads() {
        return Math.min(THREADS, config.directory().pools().searches());
    }

    private void take(DirectoryEntry entry, SeenUsers seen, InOrder<Optional<UserListing>> looks)
            throws DirectoryException {
        User user;
        try {
            user = users.user(entry);
        } catch (DirectoryException e) {
            looks.ask(() -> leftOut(entry, String.valueOf(e.getMessage())));
            return;
        }
        String shown = users.shown(user);
        if (request.excludes(shown)) {
            return;
        }
        switch (seen.add(shown, user)) {
            case NEW -> looks.ask(() -> look(entry, user, shown));
            case TWICE ->
                looks.ask(() -> leftOut(
                        entry, "another entry is called '" + shown + "' too: a login finds both, and" + " refuses"));
            case BEFORE ->
                looks.ask(() -> Optional.of(new LeftOut(
                        config.name(),
                        entry.dn().toString(),
                        "'" + shown + "' is a user of a directory before this one",
                        false)));
            case SAME -> {}
        }
    }

    private Optional<UserListing> look(DirectoryEntry entry, User user, String shown) throws DirectoryException {
        DirectoryPrincipal described;
        try {
            described = logins.described(user);
        } catch (DirectoryException e) {
            return leftOut(entry, String.valueOf(e.getMessage()));
        }
        AuthenticationResult result = logins.login(user, shown);
        if (result instanceof Unavailable fault) {
            if (!OF_THE_ENTRY.contains(fault.cause())) {
                throw new DirectoryException(fault.cause(), fault.detail());
            }
            return leftOut(entry, fault.detail());
        }
        if (result instanceof Rejected refused) {
            return UNUSABLE.contains(refused.reason())
                    ? leftOut(entry, "nobody can log in by the name it has: " + refused.reason())
                    : request.refused()
                            ? Optional.of(row(entry, described, Set.of(), refused.reason()))
                            : Optional.empty();
        }
        return Optional.of(
                row(entry, described, ((Authenticated) result).principal().roles(), null));
    }

    private Optional<UserListing> leftOut(DirectoryEntry entry, String why) {
        return Optional.of(new LeftOut(config.name(), entry.dn().toString(), why, true));
    }

    private ListedUser row(
            DirectoryEntry entry, DirectoryPrincipal described, Set<String> roles, @Nullable RejectionReason refusal) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        described.attributes().forEach((name, value) -> {
            if (!name.startsWith("ldap.")) {
                attributes.put(name, texts(value));
            }
        });
        return new ListedUser(
                config.name(),
                described.getName(),
                entry.dn().toString(),
                (String) described.attributes().get("ldap.id"),
                request.roles() ? List.copyOf(roles) : List.of(),
                attributes,
                refusal);
    }

    private static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        for (Object one : value instanceof List<?> several ? several : List.of(value)) {
            texts.add(
                    one instanceof byte[] bytes
                            ? new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII)
                            : String.valueOf(one));
        }
        return texts;
    }

    @Override
    public void close() {
        directory.close();
        hooks.close();
    }
}
