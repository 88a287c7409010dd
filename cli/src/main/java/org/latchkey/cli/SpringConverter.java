package org.latchkey.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.PropertiesFile;

/** Properties for Spring LDAP and Spring Security, as application.properties has them. */
final class SpringConverter {

    private static final Pattern LDAP = Pattern.compile("(?i)(^|.*[.-])ldap([.-].*|$)");
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]$");
    private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");
    private static final Pattern BETWEEN_URLS = Pattern.compile("[,;\\s]+(?=ldaps?://)");
    private static final Pattern URL = Pattern.compile("(ldaps?://[^/]*)(/.*)?");

    private final Map<String, String> given = new TreeMap<>();
    private final Map<String, String> names = new TreeMap<>();
    private final Conversion conversion = new Conversion();

    private SpringConverter(Map<String, String> properties) {
        properties.forEach((name, value) -> {
            if (LDAP.matcher(name).matches()) {
                String last = last(name);
                given.merge(last, value.strip(), (first, next) -> first + ";" + next);
                names.put(last, name);
            }
        });
    }

    static Conversion convert(ForeignFile file) {
        SpringConverter converter = new SpringConverter(new TreeMap<>(PropertiesFile.parse(file.text())));
        if (converter.given.isEmpty()) {
            throw new IllegalArgumentException(
                    "no properties of ldap in " + file + "; a YAML file is to be written as properties first");
        }
        converter.convert();
        return converter.conversion;
    }

    /** Spring takes {@code userSearchBase}, {@code user-search-base} and {@code USER_SEARCH_BASE} for one name. */
    private static String last(String name) {
        String plain = INDEX.matcher(name).replaceFirst("");
        String folded = plain.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
        if (folded.contains("baseenvironment.")) {
            return "baseenvironment." + plain.substring(plain.lastIndexOf("ironment.") + "ironment.".length());
        }
        return folded.contains(".embedded.") ? "embedded" : folded.substring(folded.lastIndexOf('.') + 1);
    }

    private void convert() {
        String base = servers();
        service();
        users(base);
        groups(base);
        passwords();
        given.forEach((last, value) -> conversion.lost(
                String.valueOf(names.get(last)), value, "not known here: look up whether it changes who gets in"));
        conversion.note("what is set in Java code, a populator of authorities or a context source, is not in this file:"
                + " look whether it changes bases, filters or roles");
    }

    private String servers() {
        String urls = take("urls", "url", "providerurl").orElse("ldap://localhost:389");
        String base = take("base").orElse("");
        for (String url : BETWEEN_URLS.split(urls, -1)) {
            Matcher matcher = URL.matcher(url);
            if (matcher.matches()
                    && matcher.group(2) != null
                    && matcher.group(2).length() > 1) {
                base = under(base, decoded(matcher.group(2).substring(1)));
                break;
            }
        }
        conversion.put(
                ConfigKey.CONNECTION_URL,
                BETWEEN_URLS
                        .splitAsStream(urls)
                        .map(url -> URL.matcher(url).replaceFirst("$1"))
                        .collect(Collectors.joining(" ")));
        return base;
    }

    private static String decoded(String path) {
        return path.replace("%20", " ").replace("%2C", ",").replace("%2c", ",");
    }

    private void service() {
        conversion.putIfThere(ConfigKey.CONNECTION_NAME, take("username", "managerdn", "userdn"));
        take("password", "managerpassword")
                .map(text -> PLACE.matcher(text).replaceAll("\\${env:$1}"))
                .ifPresent(text -> conversion.secret(ConfigKey.CONNECTION_PASSWORD, text));
        take("anonymousreadonly").ifPresent(value -> {
            if (value.equals("true")
                    && conversion.get(ConfigKey.CONNECTION_NAME).isPresent()) {
                conversion.note("anonymous-read-only is not kept: searches are bound by connectionName");
            }
        });
        take("referral")
                .filter(value -> value.equals("follow"))
                .ifPresent(value -> conversion.lost("referral", value, "referrals are never followed"));
        List.copyOf(given.keySet()).stream()
                .filter(name -> name.startsWith("baseenvironment."))
                .forEach(this::environment);
        take("embedded").ifPresent(value -> conversion.note("the embedded directory of tests has no place here"));
    }

    private void environment(String name) {
        String property = name.substring(name.indexOf('.') + 1);
        String value = String.valueOf(given.remove(name));
        if (property.contains("connect.timeout")) {
            conversion.put(ConfigKey.CONNECTION_TIMEOUT, value);
        } else if (property.contains("read.timeout")) {
            conversion.put(ConfigKey.READ_TIMEOUT, value);
        } else {
            conversion.notConverted(property, value, "environment.* takes properties of JNDI, where it is needed");
        }
    }

    private void users(String base) {
        Optional<String> patterns = take("userdnpatterns", "userdnpattern");
        Optional<String> search = take("usersearchfilter");
        String under = take("usersearchbase").orElse("");
        take("usersearchsubtree").ifPresent(value -> conversion.put(ConfigKey.USER_SUBTREE, value));
        patterns.ifPresent(text -> conversion.put(ConfigKey.USER_PATTERN, templates(text, base)));
        if (search.isPresent() && patterns.isPresent()) {
            conversion.lost(
                    "not converted: user-search-filter beside user-dn-patterns: whoever only the search finds does"
                            + " not get in; leave userPattern out and search for everybody if there are such users");
        } else if (search.isPresent()) {
            conversion.put(ConfigKey.USER_BASE, under(under, base));
            conversion.put(ConfigKey.USER_SEARCH, search.get());
            conversion.put(
                    ConfigKey.USER_SUBTREE,
                    conversion.get(ConfigKey.USER_SUBTREE).orElse("true"));
        } else if (patterns.isEmpty()) {
            conversion.note(
                    "neither user-search-filter nor user-dn-patterns is in the file: write userSearch or userPattern");
        }
    }

    private static String templates(String text, String base) {
        List<String> all = Pattern.compile("[;|]")
                .splitAsStream(text)
                .map(one -> under(one.strip(), base))
                .toList();
        return all.size() == 1 ? all.get(0) : all.stream().collect(Collectors.joining(")(", "(", ")"));
    }

    /** Spring's names of roles are upper-cased and have a prefix. */
    private void groups(String base) {
        Optional<String> under = take("groupsearchbase");
        Optional<String> filter = take("groupsearchfilter");
        Optional<String> name = take("grouproleattribute");
        Optional<String> subtree = take("groupsearchsubtree");
        String prefix = take("roleprefix").orElse("ROLE_");
        if (under.isEmpty() && filter.isEmpty() && name.isEmpty()) {
            conversion.note(
                    "no groups are named in the file; where Java code does, write roleBase, roleSearch and roleName");
            return;
        }
        conversion.put(ConfigKey.ROLE_BASE, under(under.orElse(""), base));
        conversion.put(ConfigKey.ROLE_SEARCH, filter.orElse("(uniqueMember={0})"));
        conversion.put(ConfigKey.ROLE_NAME, name.orElse("cn"));
        conversion.put(ConfigKey.ROLE_SUBTREE, subtree.orElse("false"));
        conversion.put(ConfigKey.ROLE_CASE, "upper");
        if (!prefix.isEmpty() && !prefix.equalsIgnoreCase("none")) {
            conversion.put(ConfigKey.ROLE_PREFIX, prefix);
        }
        conversion.note("Spring upper-cases names of groups and puts " + LogText.quoted(prefix)
                + " before them; leave roleCase and"
                + " rolePrefix out where web.xml names the groups as the directory does");
    }

    private void passwords() {
        take("passwordattribute", "passwordcompare", "passwordencoder", "passwordalgorithm")
                .ifPresent(value -> conversion.note(
                        "stored passwords were compared; here the directory verifies them by a bind, which heeds locked"
                                + " accounts and knows every kind of hash"));
    }

    private static String under(String relative, String base) {
        return relative.isEmpty() ? base : base.isEmpty() ? relative : relative + "," + base;
    }

    /** The first that is there; all of them are then known. */
    private Optional<String> take(String... last) {
        return Arrays.stream(last)
                .map(given::remove)
                .filter(value -> value != null && !value.isBlank())
                .toList()
                .stream()
                .findFirst();
    }
}
