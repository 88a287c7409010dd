package org.latchkey.internal.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.auth.LogText;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.AdmissionConfig;
import org.latchkey.config.GroupExpression;
import org.latchkey.config.GroupExpression.Leaf;
import org.latchkey.config.GroupMethod;
import org.latchkey.config.GroupRange;
import org.latchkey.config.RoleConfig;
import org.latchkey.config.RolePlace;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/**
 * Shows that each group of {@code requireGroup} and {@code denyGroup} exists and is one that the role search could return:
 * a group that nobody can be in denies nobody. Asked at each login until the service saw it once; then never again. What one
 * user may see, another may not, so with users' own rights it is asked at each login.
 *
 * <p>Safe for use by many threads, which may ask at the same time.
 */
public final class NamedGroups {

    private final AdmissionConfig config;
    private final List<RolePlace> places;
    private final GroupMethod method;
    private final @Nullable String nameAttribute;
    private final boolean listed;
    private volatile boolean seen;

    /**
     * Makes the check.
     *
     * @param config names the groups
     * @param roles where groups are
     * @param listed whether attributes of the user's entry list groups too, which may then be anywhere
     */
    public NamedGroups(AdmissionConfig config, RoleConfig roles, boolean listed) {
        this.config = config;
        this.places = roles.places();
        this.method = roles.method();
        this.nameAttribute = roles.nameAttribute();
        this.listed = listed;
        this.seen = !config.strictGroups();
    }

    /**
     * Looks for the groups, unless they were seen.
     *
     * @param session who searches
     * @throws DirectoryException when one is not there, naming its key, or when the directory could not answer
     */
    public void check(DirectorySession session) throws DirectoryException {
        if (seen) {
            return;
        }
        List<String> missing = new ArrayList<>();
        missing("requireGroup", config.requireGroup(), session, missing);
        missing("denyGroup", config.denyGroup(), session, missing);
        if (!missing.isEmpty()) {
            throw new DirectoryException(
                    UnavailableCause.MISCONFIGURED,
                    String.join(" and ", missing)
                            + ": not there, not to be seen, or passed over by the role search; nobody is let in until"
                            + " that is mended (strictGroups)");
        }
        seen = session.asService();
    }

    private void missing(
            String key, @Nullable GroupExpression expression, DirectorySession session, List<String> missing)
            throws DirectoryException {
        if (expression == null) {
            return;
        }
        for (Leaf leaf : expression.leaves().distinct().toList()) {
            if (!exists(leaf, session)) {
                missing.add(key + " names " + leaf);
            }
        }
    }

    private boolean exists(Leaf leaf, DirectorySession session) throws DirectoryException {
        Dn dn = leaf.dn();
        if (dn == null) {
            return nameAttribute == null || isFound(leaf.name(), nameAttribute, session);
        }
        for (String filter : filtersFor(dn)) {
            if (!session.search(SearchSpec.entry(dn, filter, List.of()))
                    .entries()
                    .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** What a group must match to be found at one of the places that reach it. */
    private List<String> filtersFor(Dn dn) {
        return listed
                ? List.of(SearchSpec.ANY_ENTRY)
                : places.stream()
                        .filter(place -> place.range().reaches(dn))
                        .map(place -> returnable(place).orElse(SearchSpec.ANY_ENTRY))
                        .distinct()
                        .toList();
    }

    /** What a group must match to be returned by the role search or by what tells of groups besides. */
    private Optional<String> returnable(RolePlace place) {
        Optional<String> searched = place.fixedFilter();
        Optional<String> besides = method.sign()
                .map(sign -> place.groups() == null
                        ? sign
                        : place.groups()
                                .fixedPart()
                                .map(groups -> "(&" + groups + sign + ")")
                                .orElse(sign));
        return place.search() == null
                ? besides.or(() -> searched)
                : searched.map(search ->
                        besides.map(sign -> "(|" + search + sign + ")").orElse(search));
    }

    private boolean isFound(String name, String attribute, DirectorySession session) throws DirectoryException {
        for (RolePlace place : places) {
            if (isFound(name, attribute, place, session)) {
                return true;
            }
        }
        return false;
    }

    /** References to other servers do not matter here: what they lead to, a role search cannot return. */
    private boolean isFound(String name, String attribute, RolePlace place, DirectorySession session)
            throws DirectoryException {
        GroupRange range = place.range();
        String named = "(" + attribute + "=" + FilterText.escape(name) + ")";
        SearchResults found = session.search(new SearchSpec(
                range.base(),
                range.subtree() ? SearchSpec.Scope.SUBTREE : SearchSpec.Scope.ONE,
                returnable(place).map(fixed -> "(&" + named + fixed + ")").orElse(named),
                List.of(attribute),
                0,
                Duration.ZERO,
                false));
        String folded = Folding.narrow(name);
        boolean there = found.entries().stream()
                .flatMap(group -> group.nameBy(attribute).stream())
                .map(Folding::narrow)
                .anyMatch(folded::equals);
        if (!there && found.more()) {
            throw new DirectoryException(
                    UnavailableCause.INCOMPLETE, "a size limit cut the search for the group " + LogText.quoted(name));
        }
        return there;
    }
}
