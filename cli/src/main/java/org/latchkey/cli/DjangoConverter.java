package org.latchkey.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;
import org.latchkey.cli.PythonLiterals.Call;
import org.latchkey.cli.PythonLiterals.Name;
import org.latchkey.config.ConfigKey;

/** The settings of django-auth-ldap, as far as they are plain values. Groups become roles of their names. */
final class DjangoConverter {

    private static final String PREFIX = "AUTH_LDAP_";
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

    /** What Django does with a user who is let in, and with its own database. */
    private static final Set<String> OF_DJANGO = Set.of(
            "ALWAYS_UPDATE_USER",
            "AUTHORIZE_ALL_USERS",
            "CACHE_GROUPS",
            "CACHE_TIMEOUT",
            "FIND_GROUP_PERMS",
            "GROUP_CACHE_TIMEOUT",
            "MIRROR_GROUPS",
            "MIRROR_GROUPS_EXCEPT",
            "NO_NEW_USERS",
            "REFRESH_ON_LOGIN",
            "USER_ATTRLIST",
            "USER_QUERY_FIELD",
            "PROFILE_ATTR_MAP",
            "PROFILE_FLAGS_BY_GROUP");

    private final Map<String, Object> settings;
    private final Conversion conversion = new Conversion();

    private DjangoConverter(Map<String, Object> settings) {
        this.settings = new LinkedHashMap<>(settings);
    }

    static Conversion convert(ForeignFile file) {
        Map<String, Object> found = PythonLiterals.assignments(file.text());
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no AUTH_LDAP_ settings in " + file);
        }
        DjangoConverter converter = new DjangoConverter(found);
        converter.convert();
        return converter.conversion;
    }

    private void convert() {
        server();
        service();
        users();
        groups();
        admission();
        flags();
        attributes();
        options("GLOBAL_OPTIONS");
        options("CONNECTION_OPTIONS");
        settings.forEach(this::rest);
    }

    private void rest(String name, Object value) {
        if (OF_DJANGO.contains(name.substring(PREFIX.length()))) {
            conversion.note("not converted: " + name + ": what Django keeps of a user is not the login's business");
        } else if (value instanceof PythonLiterals.Unknown) {
            conversion.lost(
                    "not converted: " + name + ": it is no plain value, or stands in a block: write it by hand");
        } else {
            conversion.lost("not converted: " + name + ": not known here: look up whether it changes who gets in");
        }
    }

    private void server() {
        text("SERVER_URI")
                .ifPresent(uri -> conversion.put(
                        ConfigKey.CONNECTION_URL,
                        uri.replace(',', ' ').replaceAll("\\s+", " ").strip()));
        truth("START_TLS").filter(value -> value).ifPresent(value -> conversion.put(ConfigKey.USE_START_TLS, "true"));
    }

    private void service() {
        conversion.putIfThere(ConfigKey.CONNECTION_NAME, text("BIND_DN"));
        Object password = settings.get(PREFIX + "BIND_PASSWORD");
        if (password instanceof Call call
                && call.arguments().size() > 0
                && call.arguments().get(0) instanceof String name) {
            settings.remove(PREFIX + "BIND_PASSWORD");
            conversion.secret(ConfigKey.CONNECTION_PASSWORD, "${env:" + name + "}");
        } else {
            text("BIND_PASSWORD").ifPresent(clear -> conversion.secret(ConfigKey.CONNECTION_PASSWORD, clear));
        }
        if (settings.remove(PREFIX + "BIND_PASSWORD") != null
                && conversion.get(ConfigKey.CONNECTION_NAME).isPresent()) {
            conversion.put(ConfigKey.CONNECTION_PASSWORD, Conversion.SECRET_FILE);
            conversion.note(
                    "AUTH_LDAP_BIND_PASSWORD is no plain value: write the password to /run/secrets/ldap-reader");
        }
        truth("BIND_AS_AUTHENTICATING_USER").filter(value -> value).ifPresent(value -> {
            conversion.put(ConfigKey.ATTRIBUTES_AS_USER, "true");
            conversion.put(ConfigKey.ROLE_SEARCH_AS_USER, "true");
        });
        truth("PERMIT_EMPTY_PASSWORD")
                .filter(value -> value)
                .ifPresent(value -> conversion.lost(
                        "AUTH_LDAP_PERMIT_EMPTY_PASSWORD", "True", "an empty password never opens anything here"));
    }

    private void users() {
        text("USER_DN_TEMPLATE").ifPresent(template -> conversion.put(ConfigKey.USER_PATTERN, place(template)));
        Object search = settings.remove(PREFIX + "USER_SEARCH");
        List<Call> searches = searches(search);
        if (search != null && searches.isEmpty() && !isNone(search)) {
            conversion.lost(
                    "not converted: AUTH_LDAP_USER_SEARCH: it is no LDAPSearch of plain values: write userBase and"
                            + " userSearch by hand");
        }
        if (conversion.get(ConfigKey.USER_PATTERN).isPresent()) {
            return;
        }
        for (int i = 0; i < searches.size(); i++) {
            userSearch(searches.get(i), i == 0 ? "" : "." + (i + 1));
        }
    }

    private void userSearch(Call search, String number) {
        conversion.put(
                ConfigKey.USER_BASE.key() + number, string(search, 0, "base_dn").orElse(""));
        conversion.put(
                ConfigKey.USER_SEARCH.key() + number,
                place(string(search, 2, "filterstr").orElse("(objectClass=*)")));
        conversion.put(ConfigKey.USER_SCOPE.key() + number, scope(search));
    }

    private static List<Call> searches(Object value) {
        if (value instanceof Call call && call.last().equals("LDAPSearch")) {
            return List.of(call);
        }
        if (value instanceof Call call && call.last().equals("LDAPSearchUnion")) {
            List<Call> all = new ArrayList<>();
            call.arguments().forEach(argument -> all.addAll(searches(argument)));
            return all.size() == call.arguments().size() ? all : List.of();
        }
        return List.of();
    }

    private static String scope(Call search) {
        String name = search.argument(1, "scope")
                .filter(Name.class::isInstance)
                .map(one -> ((Name) one).last())
                .orElse("SCOPE_SUBTREE");
        return switch (name) {
            case "SCOPE_BASE" -> "base";
            case "SCOPE_ONELEVEL" -> "one";
            default -> "subtree";
        };
    }

    private void groups() {
        Object search = settings.remove(PREFIX + "GROUP_SEARCH");
        Object type = settings.remove(PREFIX + "GROUP_TYPE");
        if (search == null && type == null) {
            return;
        }
        List<Call> searches = searches(search);
        String method = type instanceof Call call ? MEMBERS.get(call.last()) : null;
        if (searches.isEmpty() || method == null && !(type instanceof Call call && isMemberDn(call))) {
            conversion.lost(
                    "not converted: AUTH_LDAP_GROUP_SEARCH with AUTH_LDAP_GROUP_TYPE: not plain, or of another kind:"
                            + " write roleBase and groupType by hand");
            return;
        }
        for (int i = 0; i < searches.size(); i++) {
            String number = i == 0 ? "" : "." + (i + 1);
            conversion.put(
                    ConfigKey.ROLE_BASE.key() + number,
                    string(searches.get(i), 0, "base_dn").orElse(""));
            conversion.put(
                    ConfigKey.ROLE_SUBTREE.key() + number,
                    Boolean.toString(scope(searches.get(i)).equals("subtree")));
        }
        groupType((Call) type, method);
        groupFilter(searches);
        conversion.note("the groups of a user are roles of their names; Django has permissions instead");
    }

    private static boolean isMemberDn(Call type) {
        return type.last().endsWith("MemberDNGroupType");
    }

    private void groupType(Call type, @Nullable String method) {
        if (method != null) {
            conversion.put(ConfigKey.GROUP_TYPE, method);
        } else {
            conversion.put(
                    ConfigKey.MEMBER_ATTRIBUTE, string(type, 0, "member_attr").orElse("member"));
        }
        if (type.last().startsWith("Nested")) {
            conversion.put(ConfigKey.ROLE_NESTED, "true");
        }
        conversion.put(
                ConfigKey.ROLE_NAME,
                string(type, method == null ? 1 : 0, "name_attr").orElse("cn"));
    }

    private void groupFilter(List<Call> searches) {
        List<String> filters = searches.stream()
                .map(search -> string(search, 2, "filterstr").orElse("(objectClass=*)"))
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
        Object value = settings.remove(PREFIX + name);
        if (value instanceof String dn) {
            conversion.put(key, quoted(dn));
        } else if (value != null && !isNone(value)) {
            conversion.lost("not converted: " + PREFIX + name + ": a query of groups; write it as " + key
                    + " with & | ! and parentheses, DNs in quotes");
        }
    }

    private void flags() {
        Object value = settings.remove(PREFIX + "USER_FLAGS_BY_GROUP");
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
            String any = "(" + dns.stream().map(DjangoConverter::quoted).collect(Collectors.joining(" | ")) + ")";
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

    private void attributes() {
        if (settings.remove(PREFIX + "USER_ATTR_MAP") instanceof Map<?, ?> map) {
            String rules = map.entrySet().stream()
                    .filter(rule -> rule.getValue() instanceof String)
                    .map(rule -> rule.getKey() + "=" + rule.getValue())
                    .collect(Collectors.joining(", "));
            conversion.putIfThere(ConfigKey.USER_ATTRIBUTES, Optional.of(rules));
        }
    }

    private void options(String name) {
        if (settings.remove(PREFIX + name) instanceof Map<?, ?> options) {
            options.forEach((option, value) -> option(String.valueOf(option), value));
        }
    }

    private void option(String option, Object value) {
        String last = option.substring(option.lastIndexOf('.') + 1);
        switch (last) {
            case "OPT_X_TLS_CACERTFILE", "OPT_X_TLS_CACERTDIR" ->
                conversion.put(ConfigKey.CA_CERTIFICATE_FILE, String.valueOf(value));
            case "OPT_NETWORK_TIMEOUT" -> conversion.put(ConfigKey.CONNECTION_TIMEOUT, value + "s");
            case "OPT_X_TLS_REQUIRE_CERT" ->
                conversion.note("not converted: " + LogText.escaped(option)
                        + ": the server's certificate is always verified; name"
                        + " the authority by caCertificateFile");
            case "OPT_REFERRALS" ->
                conversion.note("not converted: " + LogText.escaped(option) + ": referrals are never followed");
            default ->
                conversion.note("not converted: " + LogText.escaped(option) + ": an option of the client's library");
        }
    }

    private static String place(String text) {
        return text.replace("%(user)s", "{0}");
    }

    private static String quoted(String dn) {
        return dn.contains("\"") ? "'" + dn + "'" : '"' + dn + '"';
    }

    private static boolean isNone(Object value) {
        return value instanceof Name name && name.text().equals("None");
    }

    private static Optional<String> string(Call call, int place, String name) {
        return call.argument(place, name).filter(String.class::isInstance).map(String.class::cast);
    }

    /** A setting that is a text; others stay, and are told of. */
    private Optional<String> text(String name) {
        if (settings.get(PREFIX + name) instanceof String value) {
            settings.remove(PREFIX + name);
            return Optional.of(value).filter(text -> !text.isBlank());
        }
        if (isNone(settings.getOrDefault(PREFIX + name, ""))) {
            settings.remove(PREFIX + name);
        }
        return Optional.empty();
    }

    private Optional<Boolean> truth(String name) {
        if (settings.get(PREFIX + name) instanceof Boolean value) {
            settings.remove(PREFIX + name);
            return Optional.of(value);
        }
        return Optional.empty();
    }
}
