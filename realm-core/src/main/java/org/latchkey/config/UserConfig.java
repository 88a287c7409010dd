package org.latchkey.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;

/**
 * How a typed name becomes an entry, and what is read from it.
 *
 * @param patterns templates for the name to bind with; when there are any, {@code searches} serve only to find the entry
 *     of a template that makes no DN
 * @param base where the first search begins, whole
 * @param searches what finds the entry, together exactly one; none when the templates do
 * @param searchAsUser whether the searches are made bound by the typed name and password
 * @param serviceTemplate {@code connectionName} with a place in it: all searches are made bound by it with the user's own
 *     password; or {@code null}
 * @param passwordAttribute the attribute holding a password to compare with instead of binding, or {@code null}
 * @param roleAttributes attributes whose values are role names
 * @param roleAttributesAreDns whether those values are DNs whose first part is the name
 * @param roleArguments the attributes that become {@code {2}} and so on of the role search
 * @param nameAttribute the attribute that gives the name applications see, or {@code null} when the typed name is kept
 *     because no entry is read
 * @param idAttribute the attribute whose one value stays when the user is renamed, or {@code null}
 * @param typedName whether applications see the name as typed
 * @param sizeLimit JNDIRealm's limit on entries of the user search; 0 for none
 * @param timeLimit the server's time limit for the user search; zero for none
 * @param attributes the principal's attributes
 * @param delegatedCredential whether a delegated Kerberos credential is used for the searches of that login
 * @param dnRefresh whether the name is bound first and its entry then searched for
 * @param attributesAsUser whether the entry is read with the user's own bind
 * @param names which names are this directory's, and how applications see them
 * @param hexEscapedDns whether a DN goes into filters with hex escapes ({@code forceDnHexEscape})
 */
public record UserConfig(
        List<NameTemplate> patterns,
        Dn base,
        List<UserSearch> searches,
        boolean searchAsUser,
        @Nullable NameTemplate serviceTemplate,
        @Nullable String passwordAttribute,
        List<String> roleAttributes,
        boolean roleAttributesAreDns,
        List<String> roleArguments,
        @Nullable String nameAttribute,
        @Nullable String idAttribute,
        boolean typedName,
        int sizeLimit,
        Duration timeLimit,
        List<AttributeRule> attributes,
        boolean delegatedCredential,
        boolean dnRefresh,
        boolean attributesAsUser,
        NameConfig names,
        boolean hexEscapedDns) {

    /** Copies the lists. */
    public UserConfig {
        patterns = List.copyOf(patterns);
        searches = List.copyOf(searches);
        roleAttributes = List.copyOf(roleAttributes);
        roleArguments = List.copyOf(roleArguments);
        attributes = List.copyOf(attributes);
    }

    /**
     * The same, for a look that tells the DN and nothing else.
     *
     * @return a copy that takes no name from the entry
     */
    public UserConfig withoutName() {
        return nameless(searches);
    }

    private UserConfig nameless(List<UserSearch> by) {
        return with(by, null, null, true, attributes);
    }

    /**
     * The same with other attributes for the principal.
     *
     * @param others the attributes
     * @return a copy that differs in nothing else
     */
    public UserConfig withAttributes(List<AttributeRule> others) {
        return with(searches, nameAttribute, idAttribute, typedName, others);
    }

    private UserConfig with(
            List<UserSearch> by, @Nullable String name, @Nullable String id, boolean typed, List<AttributeRule> shown) {
        return new UserConfig(
                patterns,
                base,
                by,
                searchAsUser,
                serviceTemplate,
                passwordAttribute,
                roleAttributes,
                roleAttributesAreDns,
                roleArguments,
                name,
                id,
                typed,
                sizeLimit,
                timeLimit,
                shown,
                delegatedCredential,
                dnRefresh,
                attributesAsUser,
                names,
                hexEscapedDns);
    }

    /**
     * How those are found whose name is what was typed, by the attribute that holds names and not by what people log in by.
     *
     * @return a configuration that takes no name from the entry
     */
    public UserConfig byName() {
        if (nameAttribute == null || searches.isEmpty()) {
            return this;
        }
        FilterText named = FilterText.parse("(" + nameAttribute + "={0})");
        return nameless(searches.stream()
                .map(search -> new UserSearch(search.base(), search.scope(), named))
                .distinct()
                .toList());
    }

    /**
     * How those are found whose name is known: as by {@link #byName()}, and only where the searches that people log in by
     * would not leave them out, as far as these hold more than what was typed.
     *
     * @return a configuration that takes no name from the entry
     */
    public UserConfig knownByName() {
        if (nameAttribute == null || searches.isEmpty()) {
            return this;
        }
        String named = "(" + nameAttribute + "={0})";
        return nameless(searches.stream()
                .map(search -> new UserSearch(
                        search.base(),
                        search.scope(),
                        FilterText.parse(search.filter()
                                .fixedPart()
                                .map(fixed -> "(&" + named + fixed + ")")
                                .orElse(named))))
                .distinct()
                .toList());
    }

    /** Whether the searches compare what was typed with the attribute that holds names, first of all. */
    public boolean searchesByName() {
        return nameAttribute == null
                || searches.stream()
                        .allMatch(search -> search.filter()
                                .attributeOf(0)
                                .filter(nameAttribute::equalsIgnoreCase)
                                .isPresent());
    }
}
