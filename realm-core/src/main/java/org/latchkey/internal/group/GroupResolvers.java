package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latchkey.config.GroupMethod;
import org.latchkey.config.RoleConfig;
import org.latchkey.config.UserConfig;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;

/** Chooses how groups are found by what a configuration says. Immutable. */
public final class GroupResolvers {

    static final GroupResolver NONE = new UnionGroups(List.of());

    private final UserConfig users;
    private final RoleConfig roles;
    private final GroupGraph graph;
    private final MembershipNote note;
    private final GroupWitness witness;

    /**
     * Makes the factory.
     *
     * @param users what is known of users
     * @param roles where groups are
     * @param graph what is known of groups in groups
     * @param note is told how groups are known, where that is found out
     */
    public GroupResolvers(UserConfig users, RoleConfig roles, GroupGraph graph, MembershipNote note) {
        this(users, roles, graph, note, GroupWitness.NONE);
    }

    /**
     * Makes the factory.
     *
     * @param users what is known of users
     * @param roles where groups are
     * @param graph what is known of groups in groups
     * @param note is told how groups are known, where that is found out
     * @param witness is told how each group was found
     */
    public GroupResolvers(
            UserConfig users, RoleConfig roles, GroupGraph graph, MembershipNote note, GroupWitness witness) {
        this.users = users;
        this.roles = roles;
        this.graph = graph;
        this.note = note;
        this.witness = witness;
    }

    /**
     * Makes the resolver.
     *
     * @param own a site's own resolver, if there is one
     * @return every way to find groups that is configured, as one
     */
    public GroupResolver with(Optional<GroupResolver> own) {
        List<GroupResolver> parts = new ArrayList<>();
        if (!users.roleAttributes().isEmpty()) {
            parts.add(witness.told(
                    String.join(", ", users.roleAttributes()),
                    new AttributeGroups(users.roleAttributes(), users.roleAttributesAreDns())));
        }
        if (roles.nameAttribute() != null) {
            parts.add(searching(roles.nameAttribute()));
        }
        if (roles.nameAttribute() == null && roles.primaryGroup()) {
            parts.add(listedPrimaryGroup());
        }
        own.map(site -> witness.told("groupResolverClassName", site)).ifPresent(parts::add);
        return parts.size() == 1 ? parts.get(0) : new UnionGroups(parts);
    }

    /**
     * What has to be read of a user's entry besides what the configuration names.
     *
     * @return the attributes' names
     */
    public List<String> attributes() {
        if (roles.method() == GroupMethod.AUTO) {
            return Stream.concat(Stream.of(ListedGroups.ATTRIBUTE), PrimaryGroup.WANTED.stream())
                    .toList();
        }
        return roles.primaryGroup() ? PrimaryGroup.WANTED : List.of();
    }

    private GroupResolver searching(String nameAttribute) {
        List<RoleSearch> places = RoleSearch.of(roles.places(), nameAttribute, users);
        if (roles.method() == GroupMethod.AUTO) {
            return new AutoGroups(
                    graph, note, new AutoWays(users, roles, nameAttribute, graph, witness)::of, System::nanoTime);
        }
        GroupResolver besides = switch (roles.method()) {
            case MEMBER_URL -> witness.told("memberURL", new DynamicGroups(places, graph));
            case TOKEN_GROUPS -> witness.told(TokenGroups.TOKEN, new TokenGroups(places, graph));
            case LISTED -> roles.primaryGroup() ? listedPrimaryGroup() : NONE;
            default -> roles.primaryGroup() ? witness.told(PrimaryGroup.NUMBER, PrimaryGroup.at(places, graph)) : NONE;
        };
        return new SearchGroups(roles, places, graph, besides, roles.method() == GroupMethod.IN_CHAIN, witness);
    }

    /** Named as the values of memberOf are. */
    private GroupResolver listedPrimaryGroup() {
        return witness.told(
                PrimaryGroup.NUMBER,
                PrimaryGroup.anywhere(
                        entry -> new Group(
                                entry.dn(),
                                AttributeGroups.group(entry.dn().toString(), users.roleAttributesAreDns())
                                        .roleName()
                                        .orElse(null)),
                        graph));
    }
}
