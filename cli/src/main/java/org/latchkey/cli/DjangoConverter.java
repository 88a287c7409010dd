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

    static final String PREFIX = "AUTH_LDAP_";
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
        new DjangoGroups(settings, conversion).convert();
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

    static List<Call> searches(@Nullable Object value) {
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

    static String scope(Call search) {
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

    static boolean isNone(Object value) {
        return value instanceof Name name && name.text().equals("None");
    }

    static Optional<String> string(Call call, int place, String name) {
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
