package org.latchkey.internal.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latchkey.auth.FilterText;
import org.latchkey.auth.LogText;
import org.latchkey.config.AdmissionConfig;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.GroupRange;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.RoleConfig;
import org.latchkey.config.RolePlace;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.UserResolution;

/** Where groups are, and whether users are found in them by the engine's own ways. Used by one thread. */
final class GroupStages {

    private static final int SAMPLE = 50;
    private static final int SHOWN = 3;

    private final RoleConfig roles;
    private final List<String> roleAttributes;
    private final AdmissionConfig admission;
    private final Product product;

    GroupStages(RealmConfig config, Product product) {
        this.roles = config.roles();
        this.roleAttributes = config.user().roleAttributes();
        this.admission = config.admission();
        this.product = product;
    }

    Note visible(DirectorySession session) throws DirectoryException {
        if (!roles.searched()) {
            return Note.skipped(
                    roleAttributes.isEmpty()
                            ? "no groups are looked for: groupType, roleSearch and userRoleName are not set"
                            : "groups are listed in the users' entries: " + String.join(", ", roleAttributes));
        }
        List<DirectoryEntry> seen = new ArrayList<>();
        boolean more = false;
        for (RolePlace place : roles.places()) {
            GroupRange range = place.range();
            if (session.read(range.base(), List.of()).isEmpty()) {
                return Note.failed(
                        LogText.quoted(range.base().toString()) + " is not there, or may not be seen",
                        ConfigKey.ROLE_BASE);
            }
            SearchResults found = search(session, range, range.subtree(), place);
            if (found.entries().isEmpty()) {
                return nothing(session, place);
            }
            more |= found.more();
            seen.addAll(found.entries());
        }
        String count = more ? "at least " + seen.size() : Integer.toString(seen.size());
        List<String> shown = seen.stream().limit(SHOWN).map(this::name).toList();
        return Note.passed(count + " seen, such as " + String.join(", ", shown))
                .and("groups", List.of(count))
                .and("sample", shown);
    }

    private Note nothing(DirectorySession session, RolePlace place) throws DirectoryException {
        GroupRange range = place.range();
        String base = LogText.quoted(range.base().toString());
        if (!range.subtree() && !search(session, range, true, place).entries().isEmpty()) {
            return Note.failed(
                    "no group right below " + base + ", but some further below it",
                    ConfigKey.ROLE_SUBTREE,
                    ConfigKey.ROLE_BASE);
        }
        return Note.failed(
                "nothing under " + base + " matches " + LogText.quoted(filter(place)),
                ConfigKey.ROLE_SEARCH,
                ConfigKey.GROUP_TYPE,
                ConfigKey.ROLE_OBJECT_CLASS,
                ConfigKey.ROLE_BASE);
    }

    private SearchResults search(DirectorySession session, GroupRange range, boolean subtree, RolePlace place)
            throws DirectoryException {
        return session.search(new SearchSpec(
                range.base(),
                subtree ? SearchSpec.Scope.SUBTREE : SearchSpec.Scope.ONE,
                filter(place),
                Optional.ofNullable(roles.nameAttribute()).stream().toList(),
                SAMPLE,
                Duration.ZERO,
                false));
    }

    private String filter(RolePlace place) {
        return Optional.ofNullable(place.search() == null ? place.groups() : place.search())
                .flatMap(FilterText::wide)
                .or(() -> roles.method().sign())
                .orElse(SearchSpec.ANY_ENTRY);
    }

    private String name(DirectoryEntry group) {
        return LogText.escaped(Optional.ofNullable(roles.nameAttribute())
                .flatMap(group::nameBy)
                .orElse(group.dn().toString()));
    }

    /** Looks at a few users until one is in a group. */
    Note membership(DirectorySession session, List<String> users) throws DirectoryException {
        if (!roles.searched() && roleAttributes.isEmpty()) {
            return Note.skipped("no groups are looked for");
        }
        if (users.isEmpty()) {
            return Note.skipped("no user was seen whose groups could be looked for");
        }
        for (String user : users) {
            if (product.find(user, session) instanceof UserResolution.Found found) {
                List<Group> groups = product.groups(found.user(), session);
                if (!groups.isEmpty()) {
                    return found(user, groups);
                }
            }
        }
        return Note.passed(how() + ": none of " + String.join(", ", escaped(users)) + " is in a group")
                .warning(
                        "nobody who was looked at is in any group: that may be true, or groups name their members otherwise",
                        ConfigKey.GROUP_TYPE,
                        ConfigKey.ROLE_SEARCH);
    }

    private Note found(String user, List<Group> groups) {
        List<String> names = groups.stream()
                .map(group -> group.roleName().orElse(String.valueOf(group.dn())))
                .sorted()
                .toList();
        return Note.passed(how() + ": " + LogText.escaped(user) + " is in " + names.size() + ", such as "
                        + LogText.escaped(names.get(0)))
                .and("how", List.of(how()))
                .and("user", List.of(LogText.escaped(user)))
                .and("groups", escaped(names));
    }

    /** As it was found out, or else as the configuration has it. */
    private String how() {
        return product.membership().isEmpty() ? "by " + String.join(" and ", configured()) : product.membership();
    }

    private List<String> configured() {
        Stream<String> filters = roles.places().stream()
                .flatMap(place -> Stream.ofNullable(place.search()))
                .map(filter -> ConfigKey.ROLE_SEARCH.key() + " " + LogText.escaped(filter.toString()))
                .distinct();
        Stream<String> attributes = roleAttributes.stream().map(name -> ConfigKey.USER_ROLE_NAME.key() + " " + name);
        Stream<String> methods = switch (roles.method()) {
            case MEMBER_URL -> Stream.of("groupType memberURL");
            case TOKEN_GROUPS -> Stream.of("groupType tokenGroups");
            default -> Stream.empty();
        };
        Stream<String> above = roles.nested() ? Stream.of(ConfigKey.ROLE_NESTED.key()) : Stream.empty();
        return Stream.of(filters, methods, attributes, above)
                .flatMap(part -> part)
                .toList();
    }

    Note named(DirectorySession session) throws DirectoryException {
        if (admission.requireGroup() == null && admission.denyGroup() == null) {
            return Note.skipped("neither requireGroup nor denyGroup is set");
        }
        try {
            product.checkRequired(session);
        } catch (DirectoryException e) {
            return missing(e, ConfigKey.REQUIRE_GROUP);
        }
        try {
            product.checkDenied(session);
        } catch (DirectoryException e) {
            return missing(e, ConfigKey.DENY_GROUP);
        }
        return Note.passed("every group named is there");
    }

    private Note missing(DirectoryException fault, ConfigKey key) {
        String sentence = LogText.escaped(String.valueOf(fault.getMessage()));
        return admission.strictGroups()
                ? Note.failed(sentence, key)
                : Note.passed("a group is missing, and strictGroups is false").warning(sentence, key);
    }

    private static List<String> escaped(List<String> texts) {
        return texts.stream().map(LogText::escaped).toList();
    }
}
