package org.latchkey.config;

import java.util.List;
import java.util.Optional;
import org.latchkey.auth.FilterText;

/** What follows from a {@code userPattern} that makes no DN but a name such as {@code {0}@corp.example}. */
final class NameForms {

    /** What Active Directory calls the short name of an account. */
    static final String ACCOUNT = "sAMAccountName";

    /** What it calls the name with a domain. */
    static final String PRINCIPAL = "userPrincipalName";

    private NameForms() {}

    /** Whether the entry is searched for besides the bind: by default wherever there is something to search it by or for. */
    static boolean refreshes(ConfigValues values) {
        List<NameTemplate> patterns = values.list(ConfigKey.USER_PATTERN, NameTemplate.class);
        boolean byName = patterns.stream().anyMatch(pattern -> !pattern.distinguished());
        return !patterns.isEmpty()
                && values.find(ConfigKey.USER_DN_REFRESH, Boolean.class)
                        .orElseGet(() -> byName && (UserSearches.given(values) || needsEntry(values)));
    }

    private static boolean needsEntry(ConfigValues values) {
        return !EntryKeys.thatReadTheEntry(values).isEmpty()
                || (values.given(ConfigKey.ROLE_SEARCH) && values.given(ConfigKey.ROLE_NAME));
    }

    /**
     * The search for every account of Active Directory that a bound name could mean, where no other search is given.
     *
     * @return the filter, or empty where none is to be made, or the pattern does not tell the short name
     *     from the whole
     */
    static Optional<FilterText> search(ConfigValues values) {
        return refreshes(values)
                ? values.list(ConfigKey.USER_PATTERN, NameTemplate.class).stream()
                        .findFirst()
                        .flatMap(NameForms::search)
                : Optional.empty();
    }

    private static Optional<FilterText> search(NameTemplate pattern) {
        String whole = FilterText.escape(pattern.toString().strip());
        return pattern.distinguished() || whole.equals("{0}")
                ? Optional.empty()
                : Optional.of(FilterText.parse("(|(" + PRINCIPAL + "=" + whole + ")(" + ACCOUNT + "={0}))"));
    }

    /** What the keys about such a pattern, and about looking for the entry besides a bind, may and may not say together. */
    static void check(ConfigValues values, Findings findings) {
        List<NameTemplate> patterns = values.list(ConfigKey.USER_PATTERN, NameTemplate.class);
        Optional<Boolean> asked = values.find(ConfigKey.USER_DN_REFRESH, Boolean.class);
        if (patterns.isEmpty()) {
            if (asked.isPresent() && !values.given(ConfigKey.USER_PATTERN)) {
                findings.problem(values.say(ConfigKey.USER_DN_REFRESH)
                        + ", but must be left out while userPattern is not set: a search finds the real DN anyway");
            }
        } else if (patterns.get(0).distinguished()) {
            asked.filter(refresh -> refresh).ifPresent(refresh -> checkRefresh(values, patterns, findings));
        } else {
            checkNameForm(values, patterns.get(0), findings);
        }
    }

    private static void checkRefresh(ConfigValues values, List<NameTemplate> patterns, Findings findings) {
        String refresh = values.say(ConfigKey.USER_DN_REFRESH) + ", but must be false while ";
        if (patterns.size() > 1) {
            findings.problem(refresh + values.say(ConfigKey.USER_PATTERN)
                    + ": with several templates the one whose entry exists is bound");
        }
        if (!UserSearches.given(values)) {
            findings.problem(refresh + values.say(ConfigKey.USER_SEARCH) + ": nothing else could find the real DN");
        }
        if (values.given(ConfigKey.USER_PASSWORD)) {
            findings.problem(refresh + values.say(ConfigKey.USER_PASSWORD)
                    + ": it compares a stored password and never binds as the user");
        }
    }

    /** A UPN or {@code DOMAIN\name} says who is bound, and not which entry that is. */
    private static void checkNameForm(ConfigValues values, NameTemplate pattern, Findings findings) {
        boolean searched = UserSearches.given(values);
        if (!refreshes(values)) {
            EntryKeys.thatReadTheEntry(values)
                    .forEach(key -> findings.problem(values.say(ConfigKey.USER_DN_REFRESH)
                            + ", but must be true while " + values.say(key) + " and "
                            + values.say(ConfigKey.USER_PATTERN)
                            + ": that template is no DN, so the entry must be searched for"));
            findings.warning(
                    "userPattern is no DN and its entry is not searched for: applications see the name as typed"
                            + (searched ? "" : ", and logins without a password are refused"));
        } else if (!searched && search(pattern).isEmpty()) {
            findings.problem(values.say(ConfigKey.USER_SEARCH) + ", but must be given while "
                    + values.say(ConfigKey.USER_PATTERN)
                    + " and the entry is searched for: the template does not tell the short name from the whole");
        }
    }
}
