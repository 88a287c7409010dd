package org.latchkey.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where groups are and how they become roles.
 *
 * @param places the bases of the role search, one or more: what any of them has counts
 * @param nameAttribute the attribute that holds the role's name, or {@code null} when no groups are searched for
 * @param method what tells of groups besides
 * @param primaryGroup whether the primary group of Active Directory is added, which no list of members has
 * @param nested whether groups of groups count
 * @param nestedDepth how many levels of groups there may be above a user's own
 * @param graphLifetime how long it is believed which groups are in which; zero for not at all
 * @param searchAsUser whether the search is made with the user's own bind
 * @param commonRole a role for everybody, or {@code null}
 */
public record RoleConfig(
        List<RolePlace> places,
        @Nullable String nameAttribute,
        GroupMethod method,
        boolean primaryGroup,
        boolean nested,
        int nestedDepth,
        Duration graphLifetime,
        boolean searchAsUser,
        @Nullable String commonRole) {

    /** Copies the list. */
    public RoleConfig {
        places = List.copyOf(places);
    }

    /**
     * The same at other places.
     *
     * @param others the places, one or more
     * @return a configuration
     */
    public RoleConfig at(List<RolePlace> others) {
        return new RoleConfig(
                others,
                nameAttribute,
                method,
                primaryGroup,
                nested,
                nestedDepth,
                graphLifetime,
                searchAsUser,
                commonRole);
    }

    /**
     * The same without groups of groups.
     *
     * @return a configuration
     */
    public RoleConfig flat() {
        return new RoleConfig(
                places,
                nameAttribute,
                method,
                primaryGroup,
                false,
                nestedDepth,
                graphLifetime,
                searchAsUser,
                commonRole);
    }

    /**
     * Whether groups are searched for.
     *
     * @return false where only attributes of the user's entry can tell of them
     */
    public boolean searched() {
        return nameAttribute != null;
    }

    /**
     * Whether a filter of the role search has a place.
     *
     * @param number the place's number
     * @return true when something is to be put there
     */
    public boolean searchesBy(int number) {
        return places.stream()
                .map(RolePlace::search)
                .anyMatch(search -> search != null && search.places().contains(number));
    }

    /**
     * Where groups can be.
     *
     * @return the range of each place
     */
    public List<GroupRange> ranges() {
        return places.stream().map(RolePlace::range).distinct().toList();
    }
}
