package org.latchkey.internal.inspect;

import static org.latchkey.internal.inspect.Hypotheses.any;
import static org.latchkey.internal.inspect.Hypotheses.equal;
import static org.latchkey.internal.inspect.Hypotheses.shown;

import java.util.List;
import java.util.Optional;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.TypedName;
import org.latchkey.config.UserScope;
import org.latchkey.config.UserSearch;
import org.latchkey.inspect.Hypothesis;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.SearchSpec.Scope;

/**
 * Tries what a search just misses: the same name without the rest of the filter, further down, in another attribute.
 *
 * @param config the directory's configuration
 * @param search the search
 * @param name the name that was looked for
 * @param where looks
 * @param told takes what was found
 */
record NearMisses(RealmConfig config, UserSearch search, String name, Whereabouts where, List<Hypothesis> told) {

    /** What people are called by, here or there. */
    static final List<String> NAMES = List.of("mail", "uid", "sAMAccountName", "userPrincipalName", "cn");

    void look() throws DirectoryException {
        String attribute = search.filter().attributeOf(0).orElse("uid");
        boolean found = withoutFilter(attribute) || deeper(attribute);
        if (!found) {
            otherAttribute(attribute);
            withoutDomain(attribute);
        }
    }

    private boolean withoutFilter(String attribute) throws DirectoryException {
        Scope scope = Scope.valueOf(search.scope().name());
        List<DirectoryEntry> found = where.entries(search.base(), scope, equal(attribute, name), List.of());
        String base = LogText.quoted(search.base().toString());
        if (found.isEmpty()) {
            add(false, "without the rest of the filter, nothing " + reach() + base + " has " + of(attribute));
            return false;
        }
        Optional<String> userFilter = config.admission().entryFilter();
        if (userFilter.isPresent() && !where.matches(found.get(0).dn(), userFilter.get())) {
            add(
                    true,
                    shown(found) + " has " + of(attribute) + ", and userFilter does not let it through: "
                            + userFilter.get(),
                    ConfigKey.USER_FILTER);
            return true;
        }
        add(
                true,
                shown(found) + " has " + of(attribute) + ", and the rest of the filter does not let it through: "
                        + search.filter(),
                ConfigKey.USER_SEARCH,
                ConfigKey.USER_OBJECT_CLASS,
                ConfigKey.USER_FILTER);
        return true;
    }

    private String reach() {
        return search.scope() == UserScope.SUBTREE
                ? "below "
                : search.scope() == UserScope.ONE ? "right below " : "at ";
    }

    private boolean deeper(String attribute) throws DirectoryException {
        if (search.scope() == UserScope.SUBTREE) {
            return false;
        }
        List<DirectoryEntry> found = where.entries(search.base(), Scope.SUBTREE, equal(attribute, name), List.of());
        String base = LogText.quoted(search.base().toString());
        if (found.isEmpty()) {
            add(false, "nothing further below " + base + " has " + of(attribute));
            return false;
        }
        add(
                true,
                shown(found) + " has " + of(attribute) + ", further below " + base + " than the search reaches",
                ConfigKey.USER_SUBTREE,
                ConfigKey.USER_SCOPE,
                ConfigKey.USER_BASE);
        return true;
    }

    private void otherAttribute(String attribute) throws DirectoryException {
        List<String> others =
                NAMES.stream().filter(one -> !one.equalsIgnoreCase(attribute)).toList();
        List<DirectoryEntry> found = where.entries(search.base(), Scope.SUBTREE, any(others, name), others);
        if (found.isEmpty()) {
            add(false, "none of " + String.join(", ", others) + " is " + LogText.quoted(name) + " there either");
            return;
        }
        add(
                true,
                shown(found) + " has it as " + bearing(found.get(0), others, name) + ", and the search looks at "
                        + attribute,
                ConfigKey.USER_LOGIN_ATTRIBUTE,
                ConfigKey.USER_SEARCH);
    }

    static String bearing(DirectoryEntry entry, List<String> attributes, String name) {
        return attributes.stream()
                .filter(attribute -> entry.texts(attribute).stream().anyMatch(name::equalsIgnoreCase))
                .findFirst()
                .orElse("one of " + String.join(", ", attributes));
    }

    private void withoutDomain(String attribute) throws DirectoryException {
        String bare = TypedName.of(name).name();
        if (bare.equals(name) || bare.isEmpty()) {
            return;
        }
        List<DirectoryEntry> found = where.entries(search.base(), Scope.SUBTREE, equal(attribute, bare), List.of());
        if (!found.isEmpty()) {
            add(
                    true,
                    shown(found) + " has " + attribute + "=" + bare + ", so the domain is not to be looked for",
                    ConfigKey.USERNAME_DOMAIN,
                    ConfigKey.USERNAME_STRIP_DOMAIN);
        }
    }

    private String of(String attribute) {
        return attribute + "=" + name;
    }

    private void add(boolean holds, String sentence, ConfigKey... keys) {
        told.add(new Hypothesis(holds, sentence, List.of(keys)));
    }
}
