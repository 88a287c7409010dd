package org.latchkey.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;

/**
 * One place where groups are. Immutable.
 *
 * @param root the DN of the connection URL, below which {@code base} stands
 * @param base the base of the role search; its places take the parts of the user's DN
 * @param search the filter that finds a user's groups there, or {@code null} when no filter does
 * @param groups what every group there must match whoever is in it, or {@code null}; part of {@code search} too
 * @param ownSearch whether the site wrote the filter itself, so that the name of a group may fill its places too; otherwise
 *     groups are found in groups by DN alone
 * @param subtree whether groups stand anywhere below the base rather than right below it
 */
public record RolePlace(
        Dn root,
        NameTemplate base,
        @Nullable FilterText search,
        @Nullable FilterText groups,
        boolean ownSearch,
        boolean subtree) {

    /**
     * The filter for what every group there has, whatever fills the places of the search.
     *
     * @return a filter to send, or empty when every entry may be a group
     */
    public Optional<String> fixedFilter() {
        return Optional.ofNullable(search == null ? groups : search).flatMap(FilterText::fixedPart);
    }

    /**
     * Where groups of any user can be: below the base, or anywhere below the root where each user has a base of their own.
     *
     * @return the range
     */
    public GroupRange range() {
        return base.places().isEmpty()
                ? new GroupRange(Dn.parse(base.fillParts(place -> "")).under(root), subtree)
                : new GroupRange(root, true);
    }
}
