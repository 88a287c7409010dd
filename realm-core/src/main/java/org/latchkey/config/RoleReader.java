package org.latchkey.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;

/** Reads where groups are and how they become roles. */
final class RoleReader {

    private static final int FIXED_PLACES = 2;
    private static final List<ConfigKey> ONLY_WITH_SEARCH = List.of(
            ConfigKey.ROLE_BASE,
            ConfigKey.ROLE_SUBTREE,
            ConfigKey.ROLE_NESTED,
            ConfigKey.ROLE_SEARCH_AS_USER,
            ConfigKey.ROLE_OBJECT_CLASS,
            ConfigKey.ROLE_FILTER);

    private final ConfigValues values;
    private final Findings findings;

    private RoleReader(ConfigValues values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    static RoleConfig read(ConfigValues values, Dn root, Findings findings) {
        return new RoleReader(values, findings).read(root);
    }

    private RoleConfig read(Dn root) {
        refuseMoreBases();
        checkSearch();
        checkFilter();
        checkBase();
        checkCommonRole();
        warnOfKeysWithoutNesting();
        boolean searched = values.given(ConfigKey.ROLE_SEARCH) && values.given(ConfigKey.ROLE_NAME);
        warnOfKeysWithoutSearch(searched);
        return new RoleConfig(
                root,
                values.find(ConfigKey.ROLE_BASE, NameTemplate.class).orElseGet(() -> RoleBase.parse("")),
                searched ? search() : null,
                searched ? values.find(ConfigKey.ROLE_NAME, String.class).orElse(null) : null,
                bool(ConfigKey.ROLE_SUBTREE),
                bool(ConfigKey.ROLE_NESTED),
                values.integer(ConfigKey.ROLE_NESTED_DEPTH),
                values.duration(ConfigKey.GROUP_CACHE_TTL),
                bool(ConfigKey.ROLE_SEARCH_AS_USER),
                values.find(ConfigKey.COMMON_ROLE, String.class).orElse(null));
    }

    private void refuseMoreBases() {
        List<ConfigValues> bases = values.each(ConfigKey.ROLE_BASE);
        if (bases.size() > 1) {
            findings.problem(bases.get(1).say(ConfigKey.ROLE_BASE) + ", but must be left out: there is one base only");
        }
    }

    private void checkSearch() {
        values.find(ConfigKey.ROLE_SEARCH, FilterText.class)
                .map(FilterText::places)
                .ifPresent(places -> {
                    int most = FIXED_PLACES + Math.max(1, arguments());
                    if (places.isEmpty() || places.stream().anyMatch(place -> place >= most)) {
                        findings.notAccepted(
                                values.say(ConfigKey.ROLE_SEARCH),
                                "a search filter with "
                                        + (most == FIXED_PLACES + 1 ? "{0}, {1} or {2}" : "{0} to {" + (most - 1) + "}")
                                        + " and no other place",
                                places.isEmpty()
                                        ? "it would find the same groups for every user"
                                        : "the other place could never be filled");
                    }
                    if (places.contains(2) && !values.given(ConfigKey.USER_ROLE_ATTRIBUTE)) {
                        findings.problem(values.say(ConfigKey.ROLE_SEARCH) + " while "
                                + values.say(ConfigKey.USER_ROLE_ATTRIBUTE)
                                + ", but must have no {2} then: it could never be filled");
                    }
                    if (places.stream().allMatch(place -> place < FIXED_PLACES)
                            && values.given(ConfigKey.USER_ROLE_ATTRIBUTE)) {
                        findings.warning("userRoleAttribute is not used, because roleSearch has no {2}");
                    }
                });
    }

    private int arguments() {
        return values.list(ConfigKey.USER_ROLE_ATTRIBUTE, String.class).size();
    }

    /** Groups must be of the class and match the filter, besides what finds them. */
    private @Nullable FilterText search() {
        Optional<FilterText> search = values.find(ConfigKey.ROLE_SEARCH, FilterText.class);
        List<FilterText> all = Stream.of(
                        values.find(ConfigKey.ROLE_OBJECT_CLASS, String.class)
                                .map(name -> FilterText.parse("(objectClass=" + name + ")")),
                        values.find(ConfigKey.ROLE_FILTER, FilterText.class),
                        search)
                .flatMap(Optional::stream)
                .toList();
        return search.isEmpty() ? null : FilterText.all(all);
    }

    private void checkFilter() {
        values.find(ConfigKey.ROLE_FILTER, FilterText.class)
                .filter(filter -> !filter.places().isEmpty())
                .ifPresent(filter -> findings.notAccepted(
                        values.say(ConfigKey.ROLE_FILTER),
                        "a search filter without places",
                        "it is the same for everybody"));
    }

    /** A user's DN made by a template is known to have only so many parts. */
    private void checkBase() {
        int wanted = values.find(ConfigKey.ROLE_BASE, NameTemplate.class).stream()
                .flatMap(base -> base.places().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(-1);
        values.list(ConfigKey.USER_PATTERN, NameTemplate.class).stream()
                .filter(NameTemplate::distinguished)
                .filter(pattern ->
                        wanted >= Dn.parse(pattern.fillName("x")).rdns().size())
                .forEach(pattern -> findings.problem(values.say(ConfigKey.ROLE_BASE) + ", but must have no {" + wanted
                        + "} while " + values.say(ConfigKey.USER_PATTERN) + ": the DNs of "
                        + Findings.quoted(pattern.toString()) + " have fewer parts, counted from 0"));
    }

    /** To a container these names mean every role and every user. */
    private void checkCommonRole() {
        values.find(ConfigKey.COMMON_ROLE, String.class)
                .filter(role -> role.equals("*") || role.equals("**"))
                .ifPresent(role -> findings.notAccepted(
                        values.say(ConfigKey.COMMON_ROLE),
                        "the name of one role",
                        "to a container * and ** stand for all roles and all users"));
    }

    private void warnOfKeysWithoutSearch(boolean searched) {
        if (searched) {
            return;
        }
        String unused = Stream.concat(Stream.of(ConfigKey.ROLE_SEARCH, ConfigKey.ROLE_NAME), ONLY_WITH_SEARCH.stream())
                .filter(values::given)
                .filter(key -> key != ConfigKey.ROLE_BASE || !namesGroups())
                .map(ConfigKey::key)
                .collect(Collectors.joining(", "));
        if (!unused.isEmpty()) {
            findings.warning(
                    "no groups are searched for, because that needs both roleSearch and roleName; not used: " + unused);
        }
    }

    /** A short name in these keys stands for a group below {@code roleBase}, however the user's groups are known. */
    private boolean namesGroups() {
        return values.given(ConfigKey.REQUIRE_GROUP) || values.given(ConfigKey.DENY_GROUP);
    }

    private void warnOfKeysWithoutNesting() {
        if (bool(ConfigKey.ROLE_NESTED)) {
            return;
        }
        Stream.of(ConfigKey.ROLE_NESTED_DEPTH, ConfigKey.GROUP_CACHE_TTL)
                .filter(values::given)
                .forEach(key -> findings.warning(key.key() + " is not used, because roleNested is false"));
    }

    private boolean bool(ConfigKey key) {
        return values.find(key, Boolean.class).orElse(false);
    }
}
