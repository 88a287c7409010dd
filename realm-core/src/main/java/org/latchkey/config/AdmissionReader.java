package org.latchkey.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.auth.Dn;

/** Reads who may come in. */
final class AdmissionReader {

    private static final List<ConfigKey> EXPRESSIONS = List.of(ConfigKey.REQUIRE_GROUP, ConfigKey.DENY_GROUP);

    private final ConfigValues values;
    private final RoleConfig roles;
    private final Findings findings;

    private AdmissionReader(ConfigValues values, RoleConfig roles, Findings findings) {
        this.values = values;
        this.roles = roles;
        this.findings = findings;
    }

    static AdmissionConfig read(ConfigValues values, RoleConfig roles, Findings findings) {
        return new AdmissionReader(values, roles, findings).read();
    }

    private AdmissionConfig read() {
        boolean strict = values.find(ConfigKey.STRICT_GROUPS, Boolean.class).orElse(true);
        EXPRESSIONS.stream().filter(values::given).forEach(key -> checkGroups(key, strict));
        checkExcludedUsers();
        return new AdmissionConfig(
                values.find(ConfigKey.REQUIRE_GROUP, GroupExpression.class).orElse(null),
                values.find(ConfigKey.DENY_GROUP, GroupExpression.class).orElse(null),
                strict,
                values.list(ConfigKey.REQUIRE_ATTRIBUTE, AttributeCondition.class),
                UserSearches.everyEntry(values).orElse(null),
                values.list(ConfigKey.EXCLUDED_USERS, String.class),
                values.find(ConfigKey.USERNAME_PATTERN, Pattern.class).orElse(null));
    }

    private void checkGroups(ConfigKey key, boolean strict) {
        boolean searched = roles.searched();
        boolean listed = values.given(ConfigKey.USER_ROLE_NAME) || values.given(ConfigKey.GROUP_RESOLVER);
        if (!searched && !listed) {
            findings.problem(
                    values.say(key) + ", but must be left out while there are no groups: neither roleSearch with"
                            + " roleName nor userRoleName is set");
        }
        if (!strict) {
            findings.warning(
                    key + " may name groups that do not exist, because strictGroups is false: nobody is in them");
        }
        if (searched && !listed) {
            checkRange(key, strict);
        }
        if (strict && listed && !searched) {
            warnOfNames(key);
        }
    }

    /** The names a role search can never return; with {@code userRoleName} a group may be listed from anywhere. */
    private void checkRange(ConfigKey key, boolean strict) {
        List<GroupRange> ranges = roles.ranges();
        leaves(key)
                .flatMap(leaf -> Optional.ofNullable(leaf.dn()).stream())
                .filter(dn -> ranges.stream().noneMatch(range -> range.reaches(dn)))
                .map(Dn::toString)
                .forEach(dn -> outside(key, dn, ranges, strict));
    }

    private void outside(ConfigKey key, String dn, List<GroupRange> ranges, boolean strict) {
        String where = Findings.quoted(dn) + " is not "
                + ranges.stream()
                        .map(range -> (range.subtree() ? "below" : "right below") + " the base of the role search, "
                                + Findings.quoted(range.base().toString()))
                        .collect(Collectors.joining(", nor "));
        if (strict) {
            findings.notAccepted(values.say(key), "about groups that the role search can find", where);
        } else {
            findings.warning(key + " names a group that the role search can never find: " + where);
        }
    }

    private void warnOfNames(ConfigKey key) {
        String names = leaves(key)
                .filter(leaf -> leaf.dn() == null)
                .map(GroupExpression.Leaf::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            findings.warning(key + " names what only "
                    + (values.given(ConfigKey.USER_ROLE_NAME) ? ConfigKey.USER_ROLE_NAME : ConfigKey.GROUP_RESOLVER)
                    + " tells, and nothing can show that anybody has it: " + names);
        }
    }

    private Stream<GroupExpression.Leaf> leaves(ConfigKey key) {
        return values.find(key, GroupExpression.class).stream().flatMap(GroupExpression::leaves);
    }

    /** Whoever is known by the name as typed could type another spelling of it. */
    private void checkExcludedUsers() {
        if (!values.given(ConfigKey.EXCLUDED_USERS)) {
            return;
        }
        if (values.text(ConfigKey.PRINCIPAL_NAME).filter("typed"::equals).isPresent()) {
            findings.problem(values.say(ConfigKey.EXCLUDED_USERS) + ", but must be left out while "
                    + values.say(ConfigKey.PRINCIPAL_NAME) + ": a name as typed has many spellings");
        }
        boolean named = values.given(ConfigKey.USER_NAME_ATTRIBUTE);
        values.list(ConfigKey.USER_PATTERN, NameTemplate.class).stream()
                .filter(NameTemplate::distinguished)
                .filter(pattern -> !named && pattern.attributeOfPlace().isEmpty())
                .forEach(pattern -> findings.problem(values.say(ConfigKey.USER_NAME_ATTRIBUTE)
                        + ", but must be given while " + values.say(ConfigKey.EXCLUDED_USERS) + ": in "
                        + Findings.quoted(pattern.toString()) + " no attribute holds the user name alone"));
    }
}
