package org.latchkey.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;

/**
 * Where groups are and how they become roles.
 *
 * @param root the DN of the connection URL, below which {@code base} stands
 * @param base the base of the role search; its places take the parts of the user's DN
 * @param search the filter that finds a user's groups, or {@code null} when there is no role search
 * @param nameAttribute the attribute that holds the role's name, or {@code null} when there is no role search
 * @param subtree whether the search covers the whole subtree rather than one level
 * @param nested whether groups of groups count
 * @param nestedDepth how many levels of groups there may be above a user's own
 * @param graphLifetime how long it is believed which groups are in which; zero for not at all
 * @param searchAsUser whether the search is made with the user's own bind
 * @param commonRole a role for everybody, or {@code null}
 */
public record RoleConfig(
        Dn root,
        NameTemplate base,
        @Nullable FilterText search,
        @Nullable String nameAttribute,
        boolean subtree,
        boolean nested,
        int nestedDepth,
        Duration graphLifetime,
        boolean searchAsUser,
        @Nullable String commonRole) {}
