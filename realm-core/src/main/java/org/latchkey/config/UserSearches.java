package org.latchkey.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;

/** Reads the searches that find a user's entry: a filter written by hand, or one made from login attributes. */
final class UserSearches {

    /** What may stand behind the {@code @}; {@code CORP} stands before a backslash. */
    private static final Pattern SUFFIX = Pattern.compile("[^{}.]+(\\.[^{}.]+)+");

    private final ConfigValues values;

    private UserSearches(ConfigValues values) {
        this.values = values;
    }

    /** Whether the entry can be searched for. */
    static boolean given(ConfigValues values) {
        return values.given(ConfigKey.USER_SEARCH) || values.given(ConfigKey.USER_LOGIN_ATTRIBUTE);
    }

    /** The key that says what is searched for, for messages. */
    static ConfigKey key(ConfigValues values) {
        boolean byAttributes = values.given(ConfigKey.USER_LOGIN_ATTRIBUTE) && !values.given(ConfigKey.USER_SEARCH);
        return byAttributes ? ConfigKey.USER_LOGIN_ATTRIBUTE : ConfigKey.USER_SEARCH;
    }

    /** What every user's entry must match, however it is found. */
    static Optional<FilterText> everyEntry(ConfigValues values) {
        List<FilterText> all = Stream.of(
                        values.find(ConfigKey.USER_OBJECT_CLASS, String.class)
                                .map(name -> FilterText.parse("(objectClass=" + name + ")")),
                        values.find(ConfigKey.USER_FILTER, FilterText.class))
                .flatMap(Optional::stream)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(FilterText.all(all));
    }

    static void check(ConfigValues values, Findings findings) {
        new UserSearches(values).check(findings);
    }

    static List<UserSearch> read(ConfigValues values, Dn root) {
        return new UserSearches(values).read(root);
    }

    private List<UserSearch> read(Dn root) {
        return values.each(ConfigKey.USER_BASE).stream()
                .map(UserSearches::new)
                .flatMap(one -> one.search(root).stream())
                .toList();
    }

    private Optional<UserSearch> search(Dn root) {
        Dn base = values.find(ConfigKey.USER_BASE, Dn.class).orElse(Dn.ROOT).under(root);
        return finding().map(found -> new UserSearch(base, scope(), narrowed(found)));
    }

    private Optional<FilterText> finding() {
        return values.find(ConfigKey.USER_SEARCH, FilterText.class)
                .or(this::anyLoginAttribute)
                .or(() -> NameForms.search(values));
    }

    private Optional<FilterText> anyLoginAttribute() {
        List<String> clauses = values.list(ConfigKey.USER_LOGIN_ATTRIBUTE, String.class).stream()
                .flatMap(this::clauses)
                .toList();
        String any = String.join("", clauses);
        return clauses.isEmpty()
                ? Optional.empty()
                : Optional.of(FilterText.parse(clauses.size() == 1 ? any : "(|" + any + ")"));
    }

    /**
     * What holds names whole is compared with them whole, too, where a domain was taken off: Active Directory gives a ticket
     * in a name to whoever has it as {@code userPrincipalName}, and only then to whose account is called so.
     */
    private Stream<String> clauses(String attribute) {
        Stream<String> suffixes = attribute.equalsIgnoreCase(NameForms.PRINCIPAL)
                ? values.list(ConfigKey.USERNAME_DOMAIN, String.class).stream()
                        .filter(domain -> SUFFIX.matcher(domain).matches())
                        .map(domain -> "@" + FilterText.escape(domain))
                : Stream.empty();
        return Stream.concat(Stream.of(""), suffixes).map(suffix -> "(" + attribute + "={0}" + suffix + ")");
    }

    private FilterText narrowed(FilterText found) {
        return everyEntry(values)
                .map(filter -> FilterText.all(List.of(found, filter)))
                .orElse(found);
    }

    private UserScope scope() {
        return values.find(ConfigKey.USER_SCOPE, String.class)
                .map(word -> UserScope.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElseGet(() -> subtree() ? UserScope.SUBTREE : UserScope.ONE);
    }

    private boolean subtree() {
        return values.find(ConfigKey.USER_SUBTREE, Boolean.class).orElse(false);
    }

    private void check(Findings findings) {
        if (!given(values) && !values.given(ConfigKey.USER_PATTERN) && !values.given(ConfigKey.USER_RESOLVER)) {
            findings.problem("userPattern, userSearch and userLoginAttribute are not set, but one of them must be: they"
                    + " find the user's entry");
        }
        if (values.given(ConfigKey.USER_SEARCH) && values.given(ConfigKey.USER_LOGIN_ATTRIBUTE)) {
            findings.problem(values.say(ConfigKey.USER_LOGIN_ATTRIBUTE) + " while " + values.say(ConfigKey.USER_SEARCH)
                    + ", but only one of them may be given: the first makes the filter that the second writes by hand");
        }
        checkScope(findings);
        List<ConfigValues> bases = values.each(ConfigKey.USER_BASE);
        if (bases.size() > 1 && !values.given(ConfigKey.USER_BASE)) {
            findings.problem(values.say(ConfigKey.USER_BASE) + " while "
                    + bases.get(1).say(ConfigKey.USER_BASE) + ", but must be given: it is the first of several");
        }
        bases.stream()
                .collect(Collectors.toMap(
                        base -> base.say(ConfigKey.USER_SEARCH), base -> base, (first, same) -> first, TreeMap::new))
                .values()
                .forEach(base -> checkPlaces(base, findings));
    }

    private static void checkPlaces(ConfigValues values, Findings findings) {
        values.find(ConfigKey.USER_SEARCH, FilterText.class)
                .filter(filter -> !filter.places().equals(Set.of(0)))
                .ifPresent(filter -> findings.notAccepted(
                        values.say(ConfigKey.USER_SEARCH),
                        "a search filter with {0} for the user name and no other place",
                        filter.places().contains(0)
                                ? "the other place could never be filled"
                                : "it would find the same entries for every name"));
    }

    private void checkScope(Findings findings) {
        boolean both = values.given(ConfigKey.USER_SCOPE) && values.given(ConfigKey.USER_SUBTREE);
        if (both && scope() != (subtree() ? UserScope.SUBTREE : UserScope.ONE)) {
            findings.problem(values.say(ConfigKey.USER_SCOPE) + ", but must be "
                    + (subtree() ? "subtree" : "one") + ", or left out, while "
                    + values.say(ConfigKey.USER_SUBTREE) + ": both say how far the user search reaches");
        }
    }
}
