package org.latchkey.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;

/** Reads how a typed name becomes an entry, and what is read from it. */
final class UserReader {

    private final ConfigValues values;
    private final Findings findings;
    private final List<NameTemplate> patterns;
    private final List<UserSearch> searches;
    private final boolean refreshes;

    private UserReader(ConfigValues values, Dn root, Findings findings) {
        this.values = values;
        this.findings = findings;
        this.patterns = values.list(ConfigKey.USER_PATTERN, NameTemplate.class);
        this.refreshes = NameForms.refreshes(values);
        this.searches = usedSearches(root);
    }

    static UserConfig read(ConfigValues values, Dn root, ServiceAccess service, Findings findings) {
        UserRules.check(values, service, findings);
        return new UserReader(values, root, findings).read(root, service);
    }

    private UserConfig read(Dn root, ServiceAccess service) {
        boolean typed =
                values.text(ConfigKey.PRINCIPAL_NAME).filter("typed"::equals).isPresent();
        return new UserConfig(
                patterns,
                values.find(ConfigKey.USER_BASE, Dn.class).orElse(Dn.ROOT).under(root),
                searches,
                !searches.isEmpty() && bool(ConfigKey.USER_SEARCH_AS_USER),
                service.template(),
                values.find(ConfigKey.USER_PASSWORD, String.class).orElse(null),
                values.list(ConfigKey.USER_ROLE_NAME, String.class),
                values.text(ConfigKey.USER_ROLE_NAME_FORMAT)
                        .filter("rdn"::equals)
                        .isPresent(),
                values.list(ConfigKey.USER_ROLE_ATTRIBUTE, String.class),
                nameAttribute(typed).orElse(null),
                values.find(ConfigKey.USER_ID_ATTRIBUTE, String.class).orElse(null),
                typed,
                values.find(ConfigKey.SIZE_LIMIT, Integer.class).orElse(0),
                values.find(ConfigKey.TIME_LIMIT, Duration.class).orElse(Duration.ZERO),
                values.list(ConfigKey.USER_ATTRIBUTES, AttributeRule.class),
                bool(ConfigKey.USE_DELEGATED_CREDENTIAL),
                refreshes,
                bool(ConfigKey.ATTRIBUTES_AS_USER),
                NameReader.read(values, findings),
                bool(ConfigKey.FORCE_DN_HEX_ESCAPE));
    }

    /** DN templates tell the entry by themselves; a search beside them is made only to find its real DN. */
    private List<UserSearch> usedSearches(Dn root) {
        boolean templatesAreEnough = !patterns.isEmpty() && patterns.stream().allMatch(NameTemplate::distinguished);
        return templatesAreEnough && !refreshes ? List.of() : UserSearches.read(values, root);
    }

    private Optional<String> nameAttribute(boolean typed) {
        Optional<String> configured = values.find(ConfigKey.USER_NAME_ATTRIBUTE, String.class);
        boolean boundUnseen = !patterns.isEmpty() && !refreshes;
        if (configured.isPresent() || searches.isEmpty() || boundUnseen) {
            return configured;
        }
        if (!UserSearches.given(values)) {
            return Optional.of(NameForms.ACCOUNT);
        }
        FilterText search = searches.get(0).filter();
        Optional<String> found = search.attributeOf(0).filter(name -> !Character.isDigit(name.charAt(0)));
        if (found.isEmpty() && search.places().contains(0) && !typed && !values.given(ConfigKey.USER_NAME_ATTRIBUTE)) {
            findings.problem(
                    values.say(ConfigKey.USER_NAME_ATTRIBUTE) + " while " + values.say(UserSearches.key(values))
                            + ", but must be the attribute that gives the user's name: no clause with {0} names one");
        }
        return found;
    }

    private boolean bool(ConfigKey key) {
        return values.find(key, Boolean.class).orElse(false);
    }
}
