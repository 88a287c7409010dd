package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.auth.FilterText.Argument;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.RolePlace;
import org.latchkey.config.UserConfig;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.Group;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.SearchSpec.Scope;
import org.latchkey.spi.User;

/** What is asked at one place where groups are. Immutable. */
final class RoleSearch {

    /** What is longer goes into no other filter. */
    private static final int LONGEST_NAME = 1024;

    private final RolePlace place;
    private final String nameAttribute;
    private final UserConfig users;
    private final boolean forUsers;
    private final Set<Integer> basePlaces;

    private RoleSearch(RolePlace place, String nameAttribute, UserConfig users, boolean forUsers) {
        this.place = place;
        this.nameAttribute = nameAttribute;
        this.users = users;
        this.forUsers = forUsers;
        this.basePlaces = place.base().places();
    }

    static List<RoleSearch> of(List<RolePlace> places, String nameAttribute, UserConfig users) {
        return places.stream()
                .map(place -> new RoleSearch(place, nameAttribute, users, true))
                .toList();
    }

    /** Whether a user whose entry was not read can be searched for already. */
    boolean needsDnOnly() {
        return !forUsers
                || place.search() == null
                || Set.of(0).containsAll(place.search().places());
    }

    /** The search as configured, its places not filled. */
    String how() {
        return place.search() == null ? "" : place.search().toString();
    }

    /** The same for the groups that groups are in, but not for those of users. */
    RoleSearch forGroupsOnly() {
        return new RoleSearch(place, nameAttribute, users, false);
    }

    /** What makes a group's name. */
    List<String> attributes() {
        return List.of(nameAttribute);
    }

    Scope scope() {
        return place.subtree() ? Scope.SUBTREE : Scope.ONE;
    }

    SearchSpec spec(Dn base, String filter, String... more) {
        List<String> attributes =
                Stream.concat(Stream.of(nameAttribute), Stream.of(more)).toList();
        return SearchSpec.all(base, scope(), filter, attributes);
    }

    /** A filter together with what every group at this place must match. */
    String amongGroups(String filter) {
        return place.groups() == null
                ? filter
                : place.groups()
                        .fill(List.of())
                        .map(groups -> "(&" + groups + filter + ")")
                        .orElse(filter);
    }

    /** The groups at this place by their SIDs. */
    SidGroups bySid(Dn base, GroupGraph graph) {
        return new SidGroups(base, scope(), attributes(), this::amongGroups, this::group, graph);
    }

    List<Group> groups(SearchResults results) {
        List<Group> groups = new ArrayList<>(results.entries().size());
        for (DirectoryEntry entry : results.entries()) {
            groups.add(group(entry));
        }
        return groups;
    }

    Group group(DirectoryEntry entry) {
        return new Group(entry.dn(), entry.nameBy(nameAttribute).orElse(null));
    }

    /** The filter for a user's groups, or nothing when it could match none. */
    Optional<String> filterFor(User user) {
        if (!forUsers) {
            return Optional.empty();
        }
        List<Argument> first = List.of(Argument.name(text(user.dn())), Argument.value(user.canonical()));
        Set<String> filters = new LinkedHashSet<>();
        for (List<Argument> more : argumentsOf(user)) {
            filled(Stream.concat(first.stream(), more.stream()).toList()).ifPresent(filters::add);
        }
        return filters.size() < 2 ? filters.stream().findFirst() : Optional.of("(|" + String.join("", filters) + ")");
    }

    /** The filter for the groups that a group is in, or nothing when it could match none. */
    Optional<String> filterFor(Group group) {
        Argument dn = Argument.name(text(group.dn()));
        if (!place.ownSearch()) {
            return filled(List.of(dn));
        }
        Argument name = Argument.value(
                group.roleName().filter(text -> text.length() <= LONGEST_NAME).orElse(null));
        return filled(List.of(dn, name, name));
    }

    private Optional<String> filled(List<Argument> arguments) {
        FilterText search = place.search();
        return search == null ? Optional.empty() : search.fill(arguments);
    }

    /** JNDIRealm's {@code {2}} takes the first of several values; those behind it take each. */
    private List<List<Argument>> argumentsOf(User user) {
        List<List<Argument>> all = List.of(List.of());
        for (String attribute : users.roleArguments()) {
            List<String> values =
                    user.attributes().map(entry -> entry.texts(attribute)).orElse(List.of());
            List<String> taken = all.get(0).isEmpty() ? values.stream().limit(1).toList() : values;
            all = all.stream()
                    .flatMap(before -> (taken.isEmpty() ? Stream.of((String) null) : taken.stream())
                            .map(value -> and(before, value)))
                    .toList();
        }
        return all;
    }

    private static List<Argument> and(List<Argument> before, @Nullable String value) {
        List<Argument> arguments = new ArrayList<>(before);
        arguments.add(Argument.value(value));
        return arguments;
    }

    private @Nullable String text(@Nullable Dn dn) {
        return dn == null ? null : users.hexEscapedDns() ? dn.hexEscaped() : dn.toString();
    }

    /** The base for a user, or nothing when it asks for more parts than the user's DN has. */
    Optional<Dn> base(User user) {
        List<String> parts = user.dn() == null ? List.of() : user.dn().rdns();
        return basePlaces.stream().anyMatch(number -> number >= parts.size())
                ? Optional.empty()
                : Optional.of(under(number -> Objects.requireNonNull(parts.get(number))));
    }

    /** The base for a user who is proved. */
    Dn baseFor(User user) throws DirectoryException {
        return base(user)
                .orElseThrow(() -> new DirectoryException(
                        UnavailableCause.MISCONFIGURED,
                        "roleBase '" + place.base() + "' asks for more parts than the user's DN " + user.dn()
                                + " has"));
    }

    private Dn under(IntFunction<String> parts) {
        return Dn.parse(place.base().fillParts(parts)).under(place.root());
    }
}
