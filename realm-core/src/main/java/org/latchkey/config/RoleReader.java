package org.latchkey.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;

/** Reads where groups are and how they become roles. */
final class RoleReader {

    private static final List<ConfigKey> ONLY_WITH_SEARCH = List.of(
            ConfigKey.ROLE_BASE,
            ConfigKey.ROLE_SUBTREE,
            ConfigKey.ROLE_NESTED,
            ConfigKey.ROLE_SEARCH_AS_USER,
            ConfigKey.ROLE_OBJECT_CLASS,
            ConfigKey.ROLE_FILTER);

    private static final Duration LONG_CACHE = Duration.ofHours(1);

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
        List<ConfigValues> bases = values.each(ConfigKey.ROLE_BASE);
        checkSearches(bases);
        checkFilter();
        checkCommonRole();
        Optional<GroupType> type = values.text(ConfigKey.GROUP_TYPE).flatMap(GroupType::of);
        GroupMethod method = type.map(GroupType::method).orElse(GroupMethod.NONE);
        boolean searched =
                values.given(ConfigKey.ROLE_NAME) && (method.needsNoFilter() || values.given(ConfigKey.ROLE_SEARCH));
        boolean primaryGroup = bool(ConfigKey.AD_COMPAT)
                && type.filter(GroupType::lacksPrimaryGroup).isPresent();
        warnOfKeysWithoutNesting(primaryGroup || method.needsNoFilter());
        warnOfKeysWithoutSearch(searched);
        if (bool(ConfigKey.ROLE_NESTED) || primaryGroup || method.needsNoFilter()) {
            warnOfLongCache();
        }
        warnOfMemberValue();
        if (method == GroupMethod.MEMBER_URL && bool(ConfigKey.ROLE_NESTED) && !values.given(ConfigKey.ROLE_SEARCH)) {
            findings.warning(
                    "roleNested finds nothing above groups with memberURL, because roleSearch, which would find"
                            + " the groups that they are in, is not set");
        }
        return new RoleConfig(
                bases.stream()
                        .map(base -> new RolePlaceReader(base, findings).read(root, searched))
                        .toList(),
                searched ? values.find(ConfigKey.ROLE_NAME, String.class).orElse(null) : null,
                method,
                primaryGroup,
                bool(ConfigKey.ROLE_NESTED),
                values.integer(ConfigKey.ROLE_NESTED_DEPTH),
                values.duration(ConfigKey.GROUP_CACHE_TTL),
                bool(ConfigKey.ROLE_SEARCH_AS_USER),
                values.find(ConfigKey.COMMON_ROLE, String.class).orElse(null));
    }

    /** Each search once, however many bases it serves. */
    private void checkSearches(List<ConfigValues> bases) {
        Map<String, ConfigValues> searches = new LinkedHashMap<>();
        bases.forEach(base -> searches.putIfAbsent(base.say(ConfigKey.ROLE_SEARCH), base));
        searches.values().forEach(base -> new RolePlaceReader(base, findings).checkSearch());
        List<FilterText> filters = searches.values().stream()
                .flatMap(base -> base.find(ConfigKey.ROLE_SEARCH, FilterText.class).stream())
                .toList();
        boolean argument =
                filters.stream().flatMap(filter -> filter.places().stream()).anyMatch(place -> place >= 2);
        if (values.text(ConfigKey.GROUP_TYPE).filter("auto"::equals).isPresent()) {
            searches.values().stream()
                    .filter(base -> base.given(ConfigKey.ROLE_SEARCH))
                    .forEach(base -> leftOutWithAuto(base.say(ConfigKey.ROLE_SEARCH)));
            if (!values.expanded(ConfigKey.USER_ROLE_ATTRIBUTE)) {
                leftOutWithAuto(values.say(ConfigKey.USER_ROLE_ATTRIBUTE));
            }
        }
        if (!filters.isEmpty() && !argument && values.given(ConfigKey.USER_ROLE_ATTRIBUTE)) {
            findings.warning("userRoleAttribute is not used, because roleSearch has no {2}");
        }
    }

    private void leftOutWithAuto(String given) {
        findings.problem(given + ", but must be left out while " + values.say(ConfigKey.GROUP_TYPE)
                + ": how groups are searched for is found out");
    }

    private void checkFilter() {
        values.find(ConfigKey.ROLE_FILTER, FilterText.class)
                .filter(filter -> !filter.places().isEmpty())
                .ifPresent(filter -> findings.notAccepted(
                        values.say(ConfigKey.ROLE_FILTER),
                        "a search filter without places",
                        "it is the same for everybody"));
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
                .filter(key -> values.given(key) && !values.expanded(key))
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

    private void warnOfMemberValue() {
        if (values.given(ConfigKey.MEMBER_VALUE) && !values.given(ConfigKey.MEMBER_ATTRIBUTE)) {
            findings.warning("memberValue is not used, because memberAttribute is not set");
        }
    }

    private void warnOfLongCache() {
        if (values.duration(ConfigKey.GROUP_CACHE_TTL).compareTo(LONG_CACHE) > 0) {
            findings.warning(
                    values.say(ConfigKey.GROUP_CACHE_TTL)
                            + ": a group that is taken out of another still gives its roles for that long; 1h or less is usual");
        }
    }

    private void warnOfKeysWithoutNesting(boolean believesMore) {
        if (bool(ConfigKey.ROLE_NESTED)) {
            return;
        }
        Stream.of(ConfigKey.ROLE_NESTED_DEPTH, ConfigKey.GROUP_CACHE_TTL)
                .filter(values::given)
                .filter(key -> key != ConfigKey.GROUP_CACHE_TTL || !believesMore)
                .forEach(key -> findings.warning(key.key() + " is not used, because roleNested is false"));
    }

    private boolean bool(ConfigKey key) {
        return values.find(key, Boolean.class).orElse(false);
    }
}
