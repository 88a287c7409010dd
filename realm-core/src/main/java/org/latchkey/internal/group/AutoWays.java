package org.latchkey.internal.group;

import java.util.List;
import org.latchkey.auth.FilterText;
import org.latchkey.config.RoleConfig;
import org.latchkey.config.RolePlace;
import org.latchkey.config.UserConfig;
import org.latchkey.internal.group.AutoGroups.Ways;
import org.latchkey.spi.GroupResolver;

/**
 * Knows the cheapest way that misses no group on each kind of directory. Immutable.
 *
 * @param users what is known of users
 * @param roles where groups are
 * @param nameAttribute the attribute with a group's name
 * @param graph what is known of groups in groups
 * @param witness is told of each group
 */
record AutoWays(UserConfig users, RoleConfig roles, String nameAttribute, GroupGraph graph, GroupWitness witness) {

    private static final FilterText MEMBER = FilterText.parse("(member={0})");
    private static final FilterText ANY_KIND = FilterText.parse("(|(member={0})(uniqueMember={0})(roleOccupant={0})"
            + "(&(objectClass=posixGroup)(|(gidNumber={2})(memberUid={3}))))");
    private static final FilterText CHAIN = FilterText.parse("(member:1.2.840.113556.1.4.1941:={0})");

    Ways of(Offer offer) {
        return offer.activeDirectory() ? activeDirectory() : searching(offer);
    }

    /** Of every kind there may be one tomorrow, so each login asks for every kind: it costs no search more. */
    private Ways searching(Offer offer) {
        List<RoleSearch> places = places(ANY_KIND);
        return only(
                new SearchGroups(
                        roles,
                        places,
                        graph,
                        witness.told("memberURL", new DynamicGroups(places, graph)),
                        false,
                        witness),
                (offer.product().isEmpty() ? "the server" : offer.product()) + " is no Active Directory, so groups are"
                        + " searched for by member, uniqueMember, roleOccupant, memberUid and gidNumber at once, and by"
                        + " memberURL: memberOf is not sure to be filled for all of them");
    }

    private Ways activeDirectory() {
        List<RoleSearch> places = places(MEMBER);
        GroupResolver primary = witness.told(PrimaryGroup.NUMBER, PrimaryGroup.at(places, graph));
        boolean plain = nameAttribute.equalsIgnoreCase("cn")
                && roles.places().stream().allMatch(place -> place.groups() == null);
        if (!roles.nested() || !roles.graphLifetime().isZero()) {
            GroupResolver listed = plain
                    ? new UnionGroups(
                            List.of(witness.told(ListedGroups.ATTRIBUTE, new ListedGroups(roles.ranges())), primary))
                    : primary;
            return only(
                    new SearchGroups(roles, plain ? askingGroupsOnly(places) : places, graph, listed, false, witness),
                    "Active Directory, so groups are known by " + (plain ? "memberOf" : "member")
                            + " and primaryGroupID"
                            + (roles.nested() ? ", and the groups above them level by level" : ""));
        }
        return new Ways(
                new SearchGroups(roles.flat(), places(CHAIN), graph, primary, true, witness),
                "Active Directory, and groupCacheTtl is 0, so it climbs through the groups itself (inChain)",
                new SearchGroups(roles, places, graph, primary, false, witness),
                "Active Directory took a second or more three times to climb through the groups itself, so they are"
                        + " asked for level by level");
    }

    private static Ways only(GroupResolver way, String why) {
        return new Ways(way, why, null, "");
    }

    private static List<RoleSearch> askingGroupsOnly(List<RoleSearch> places) {
        return places.stream().map(RoleSearch::forGroupsOnly).toList();
    }

    private List<RoleSearch> places(FilterText search) {
        return RoleSearch.of(
                roles.places().stream()
                        .map(place -> new RolePlace(
                                place.root(),
                                place.base(),
                                place.groups() == null ? search : FilterText.all(List.of(place.groups(), search)),
                                place.groups(),
                                false,
                                place.subtree()))
                        .toList(),
                nameAttribute,
                users);
    }
}
