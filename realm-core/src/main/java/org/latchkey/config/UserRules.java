package org.latchkey.config;

import java.util.List;

/** What the keys about users may and may not say together. */
final class UserRules {

    private static final String AS_SERVICE = "it compares a stored password and never binds as the user";

    private final ConfigValues values;
    private final ServiceAccess service;
    private final Findings findings;
    private final List<NameTemplate> patterns;
    private final boolean byName;

    private UserRules(ConfigValues values, ServiceAccess service, Findings findings) {
        this.values = values;
        this.service = service;
        this.findings = findings;
        this.patterns = values.list(ConfigKey.USER_PATTERN, NameTemplate.class);
        this.byName = patterns.stream().anyMatch(pattern -> !pattern.distinguished());
    }

    static void check(ConfigValues values, ServiceAccess service, Findings findings) {
        UserRules rules = new UserRules(values, service, findings);
        UserSearches.check(values, findings);
        rules.patterns();
        NameForms.check(values, findings);
        rules.comparison();
        rules.asUser();
        rules.attributes();
    }

    private void patterns() {
        if (patterns.isEmpty() || byName) {
            return;
        }
        if (UserSearches.given(values) && !NameForms.refreshes(values)) {
            findings.warning(
                    UserSearches.key(values) + " is not used, because the DN templates of userPattern name the entry");
        }
        if (patterns.size() > 1 && service.identity().isAnonymous()) {
            findings.warning("userPattern has several templates and searches are anonymous: where the entries cannot be"
                    + " read, a password is tried on one DN after the other");
        }
    }

    private void comparison() {
        if (!values.given(ConfigKey.USER_PASSWORD)) {
            return;
        }
        for (ConfigKey key :
                List.of(ConfigKey.USER_SEARCH_AS_USER, ConfigKey.ROLE_SEARCH_AS_USER, ConfigKey.ATTRIBUTES_AS_USER)) {
            if (values.find(key, Boolean.class).orElse(false)) {
                findings.problem(values.say(key) + ", but must be false while " + values.say(ConfigKey.USER_PASSWORD)
                        + ": " + AS_SERVICE);
            }
        }
        if (service.template() != null) {
            findings.problem(values.say(ConfigKey.CONNECTION_NAME) + ", but must have no {0} while "
                    + values.say(ConfigKey.USER_PASSWORD) + ": " + AS_SERVICE);
        }
        if (byName) {
            findings.problem(values.say(ConfigKey.USER_PATTERN) + ", but must make a DN while "
                    + values.say(ConfigKey.USER_PASSWORD) + ": " + AS_SERVICE);
        }
    }

    private void asUser() {
        boolean searchAsUser =
                values.find(ConfigKey.USER_SEARCH_AS_USER, Boolean.class).orElse(false);
        if (searchAsUser && !UserSearches.given(values)) {
            findings.problem(values.say(ConfigKey.USER_SEARCH_AS_USER) + ", but must be false while "
                    + values.say(ConfigKey.USER_SEARCH) + ": there is no search to make");
        }
        if (searchAsUser && byName) {
            findings.problem(values.say(ConfigKey.USER_SEARCH_AS_USER) + ", but must be false while "
                    + values.say(ConfigKey.USER_PATTERN)
                    + ": one would bind the name as typed and the other the template's;"
                    + " to search by the template's bind, set connectionName to it instead of userPattern");
        }
        if (service.template() != null && searchAsUser) {
            findings.problem(values.say(ConfigKey.USER_SEARCH_AS_USER) + ", but must be false while "
                    + values.say(ConfigKey.CONNECTION_NAME) + ": both say by which name the user search is bound");
        }
        if (service.template() != null && values.given(ConfigKey.USER_PATTERN)) {
            findings.problem(values.say(ConfigKey.CONNECTION_NAME) + ", but must have no {0} while "
                    + values.say(ConfigKey.USER_PATTERN) + ": both say by which name the user is bound");
        }
    }

    private void attributes() {
        boolean typed = values.find(ConfigKey.PRINCIPAL_NAME, String.class)
                .filter("typed"::equals)
                .isPresent();
        if (typed) {
            findings.warning("principalName is 'typed': one person can appear to applications under several names");
        }
        if (typed && values.given(ConfigKey.USER_NAME_ATTRIBUTE)) {
            findings.problem(values.say(ConfigKey.USER_NAME_ATTRIBUTE) + ", but must be left out while "
                    + values.say(ConfigKey.PRINCIPAL_NAME) + ": the name as typed comes from no attribute");
        }
        String password = values.find(ConfigKey.USER_PASSWORD, String.class).orElse("userPassword");
        EntryKeys.thatShow(password, values)
                .forEach(key -> findings.problem(values.say(key) + ", but must not show " + password + " while "
                        + values.say(ConfigKey.USER_PASSWORD) + ": it holds passwords"));
    }
}
