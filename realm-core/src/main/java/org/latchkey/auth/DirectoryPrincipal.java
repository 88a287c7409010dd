package org.latchkey.auth;

import java.io.Serializable;
import java.security.Principal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An authenticated user: the name applications see, the roles, and the attributes asked for.
 *
 * <p>Immutable, and holds nothing but JDK types, so that a container can write it into a session. It never holds a
 * password.
 */
public final class DirectoryPrincipal implements Principal, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;

    @SuppressWarnings("serial")
    private final Set<String> roles;

    @SuppressWarnings("serial")
    private final Map<String, Object> attributes;

    /**
     * Makes a principal.
     *
     * @param name the name for {@code getRemoteUser()}
     * @param roles the names of the servlet roles, in the order found
     * @param attributes the attributes by name: strings, byte arrays, or immutable lists of them
     */
    public DirectoryPrincipal(String name, Collection<String> roles, Map<String, ?> attributes) {
        this.name = Objects.requireNonNull(name, "name");
        this.roles = Collections.unmodifiableSet(new LinkedHashSet<>(roles));
        this.attributes = AttributeValues.copy(attributes);
    }

    @Override
    public String getName() {
        return name;
    }

    /**
     * The roles.
     *
     * @return an immutable set
     */
    public Set<String> roles() {
        return roles;
    }

    /**
     * The attributes.
     *
     * @return an immutable map, in the order configured; what it holds of bytes is the caller's own copy
     */
    public Map<String, Object> attributes() {
        return AttributeValues.hasBytes(attributes) ? AttributeValues.copy(attributes) : attributes;
    }

    /**
     * The same user with what somebody else said besides: what the directory said is not replaced.
     *
     * @param more attributes by name; those that are there already stay
     * @param moreRoles roles, behind those of the directory
     * @return a principal of the same name
     */
    public DirectoryPrincipal with(Map<String, ?> more, Collection<String> moreRoles) {
        Map<String, Object> all = new LinkedHashMap<>(attributes);
        more.forEach(all::putIfAbsent);
        Set<String> both = new LinkedHashSet<>(roles);
        both.addAll(moreRoles);
        return new DirectoryPrincipal(name, both, all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DirectoryPrincipal that
                && name.equals(that.name)
                && roles.equals(that.roles)
                && AttributeValues.same(attributes, that.attributes);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "DirectoryPrincipal[" + name + ", roles=" + roles + "]";
    }
}
