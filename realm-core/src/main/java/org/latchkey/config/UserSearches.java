package org.latchkey.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;

/** Reads the searches that find a user's entry: a filter written by hand, or one made from login attributes. */
final class UserSearches {

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
        List<String> names = values.list(ConfigKey.USER_LOGIN_ATTRIBUTE, String.class);
        String clauses = names.stream().map(name -> "(" + name + "={0})").collect(Collectors.joining());
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(FilterText.parse(names.size() == 1 ? clauses : "(|" + clauses + ")"));
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
