package org.latchkey.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;
import org.latchkey.cli.PythonLiterals.Call;
import org.latchkey.config.ConfigKey;

/** What django-auth-ldap's settings say of groups: how they are found, who must be in which, and flags, which become roles. */
final class DjangoGroups {

    /** There is no such group, and a rule with a group that is not there lets nobody in. */
    private static final String UNWRITTEN = "write-this-rule-by-hand";

    private static final Map<String, String> MEMBERS = Map.of(
            "GroupOfNamesType", "member",
            "NestedGroupOfNamesType", "member",
            "ActiveDirectoryGroupType", "member",
            "NestedActiveDirectoryGroupType", "member",
            "GroupOfUniqueNamesType", "uniqueMember",
            "NestedGroupOfUniqueNamesType", "uniqueMember",
            "OrganizationalRoleGroupType", "organizationalRole",
            "NestedOrganizationalRoleGroupType", "organizationalRole",
            "PosixGroupType", "posix");

    private final Map<String, Object> settings;
    private final Conversion conversion;

    /**
     * Takes what it understands out of the settings.
     *
     * @param settings by their names
     * @param conversion takes the keys
     */
    DjangoGroups(Map<String, Object> settings, Conversion conversion) {
        this.settings = settings;
        this.conversion = conversion;
    }

    void convert() {
        groups();
        admission();
        flags();
    }

    private void groups() {
        Object search = settings.remove(DjangoConverter.PREFIX + "GROUP_SEARCH");
        Object type = settings.remove(DjangoConverter.PREFIX + "GROUP_TYPE");
        if (search == null && type == null) {
            return;
        }
        List<Call> searches = DjangoConverter.searches(search);
        if (searches.isEmpty() || !(type instanceof Call known) || method(known) == null && !isMemberDn(known)) {
            conversion.lost(
                    "not converted: AUTH_LDAP_GROUP_SEARCH with AUTH_LDAP_GROUP_TYPE: not plain, or of another kind:"
                            + " write roleBase and groupType by hand");
            return;
        }
        for (int i = 0; i < searches.size(); i++) {
            String number = i == 0 ? "" : "." + (i + 1);
            conversion.put(
                    ConfigKey.ROLE_BASE.key() + number,
                    DjangoConverter.string(searches.get(i), 0, "base_dn").orElse(""));
            conversion.put(
                    ConfigKey.ROLE_SUBTREE.key() + number,
                    Boolean.toString(DjangoConverter.scope(searches.get(i)).equals("subtree")));
        }
        groupType(known, method(known));
        groupFilter(searches);
        conversion.note("the groups of a user are roles of their names; Django has permissions instead");
    }

    private static @Nullable String method(Call type) {
        return MEMBERS.get(type.last());
    }

    private static boolean isMemberDn(Call type) {
        return type.last().endsWith("MemberDNGroupType");
    }

    private void groupType(Call type, @Nullable String method) {
        if (method != null) {
            conversion.put(ConfigKey.GROUP_TYPE, method);
        } else {
            conversion.put(
                    ConfigKey.MEMBER_ATTRIBUTE,
                    DjangoConverter.string(type, 0, "member_attr").orElse("member"));
        }
        if (type.last().startsWith("Nested")) {
            conversion.put(ConfigKey.ROLE_NESTED, "true");
        }
        conversion.put(
                ConfigKey.ROLE_NAME,
                DjangoConverter.string(type, method == null ? 1 : 0, "name_attr")
                        .orElse("cn"));
    }

    private void groupFilter(List<Call> searches) {
        List<String> filters = searches.stream()
                .map(search -> DjangoConverter.string(search, 2, "filterstr").orElse("(objectClass=*)"))
                .distinct()
                .toList();
        if (filters.size() > 1) {
            conversion.lost("not converted: the filters of several group searches: write one roleFilter for all");
        } else if (!filters.get(0).equals("(objectClass=*)")) {
            conversion.put(ConfigKey.ROLE_FILTER, filters.get(0));
        }
    }

    private void admission() {
        group("REQUIRE_GROUP", ConfigKey.REQUIRE_GROUP);
        group("DENY_GROUP", ConfigKey.DENY_GROUP);
    }

    private void group(String name, ConfigKey key) {
        Object value = settings.remove(DjangoConverter.PREFIX + name);
        if (value instanceof String dn) {
            conversion.put(key, quoted(dn));
        } else if (value != null && !DjangoConverter.isNone(value)) {
            conversion.put(key, UNWRITTEN);
            conversion.lost("not converted: " + DjangoConverter.PREFIX + name + ": a query of groups; write it as "
                    + key + " with & | ! and parentheses, DNs in quotes: until then it names no group, and nobody"
                    + " gets in");
        }
    }

    private void flags() {
        Object value = settings.remove(DjangoConverter.PREFIX + "USER_FLAGS_BY_GROUP");
        if (value == null) {
            return;
        }
        if (!(value instanceof Map<?, ?> flags)) {
            conversion.lost(
                    "not converted: AUTH_LDAP_USER_FLAGS_BY_GROUP: it is no plain dictionary: write roleMapping");
            return;
        }
        List<String> rows = new ArrayList<>();
        flags.forEach((flag, group) -> flag(String.valueOf(flag), group, rows));
        if (!rows.isEmpty()) {
            conversion.put(ConfigKey.ROLE_MAPPING, String.join("; ", rows));
            conversion.note("flags by group are rows of roleMapping: the role is called like the flag");
        }
    }

    private void flag(String flag, Object group, List<String> rows) {
        List<String> dns = dns(group);
        if (dns.isEmpty()) {
            conversion.lost("not converted: the flag " + LogText.escaped(flag)
                    + " of AUTH_LDAP_USER_FLAGS_BY_GROUP: a query of" + " groups; write a row of roleMapping");
        } else if (flag.equals("is_active")) {
            String any = "(" + dns.stream().map(DjangoGroups::quoted).collect(Collectors.joining(" | ")) + ")";
            conversion.put(
                    ConfigKey.REQUIRE_GROUP,
                    conversion
                            .get(ConfigKey.REQUIRE_GROUP)
                            .map(other -> other + " & " + any)
                            .orElse(any));
            conversion.note("who is not is_active does not get in with Django: requireGroup");
        } else {
            dns.forEach(dn -> rows.add(quoted(dn) + " -> " + flag));
        }
    }

    private static List<String> dns(Object group) {
        if (group instanceof String dn) {
            return List.of(dn);
        }
        return group instanceof List<?> all && all.stream().allMatch(String.class::isInstance)
                ? all.stream().map(String.class::cast).toList()
                : List.of();
    }

    private static String quoted(String dn) {
        return dn.contains("\"") ? "'" + dn + "'" : '"' + dn + '"';
    }
}
