package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latchkey.config.RoleConfig;
import org.latchkey.config.UserConfig;
import org.latchkey.spi.GroupResolver;

/** Chooses how groups are found by what a configuration says. Immutable. */
public final class GroupResolvers {

    private static final GroupResolver NONE = new UnionGroups(List.of());

    private final UserConfig users;
    private final RoleConfig roles;
    private final GroupGraph graph;

    /**
     * Makes the factory.
     *
     * @param users what is known of users
     * @param roles where groups are
     * @param graph what is known of groups in groups
     */
    public GroupResolvers(UserConfig users, RoleConfig roles, GroupGraph graph) {
        this.users = users;
        this.roles = roles;
        this.graph = graph;
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
            parts.add(new AttributeGroups(users.roleAttributes(), users.roleAttributesAreDns()));
        }
        if (roles.nameAttribute() != null) {
            parts.add(searching(roles.nameAttribute()));
        }
        own.ifPresent(parts::add);
        return parts.size() == 1 ? parts.get(0) : new UnionGroups(parts);
    }

    private GroupResolver searching(String nameAttribute) {
        return new SearchGroups(roles, RoleSearch.of(roles.places(), nameAttribute, users), graph, NONE);
    }
}
