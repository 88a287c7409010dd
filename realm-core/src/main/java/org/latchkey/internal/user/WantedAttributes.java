package org.latchkey.internal.user;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.AttributeRule;
import org.latchkey.config.UserConfig;

/**
 * The attributes that all later stages need, so that one read brings them. Immutable.
 *
 * @param names the attributes' names, each once
 */
public record WantedAttributes(List<String> names) {

    /** Copies the list. */
    public WantedAttributes {
        names = List.copyOf(names);
    }

    /**
     * What a configuration needs from the user's entry.
     *
     * @param config how users are found
     * @param password whether the stored password is to be compared
     * @return the attributes
     */
    public static WantedAttributes of(UserConfig config, boolean password) {
        Set<String> names = new LinkedHashSet<>();
        add(names, config.typedName() ? null : config.nameAttribute());
        add(names, config.idAttribute());
        add(names, password ? config.passwordAttribute() : null);
        names.addAll(config.roleArguments());
        names.addAll(config.roleAttributes());
        for (AttributeRule rule : config.attributes()) {
            names.addAll(rule.sources());
        }
        return new WantedAttributes(new ArrayList<>(names));
    }

    /**
     * These and more.
     *
     * @param more the attributes to add
     * @return the attributes
     */
    public WantedAttributes and(Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(more);
        return new WantedAttributes(List.copyOf(all));
    }

    private static void add(Set<String> names, @Nullable String name) {
        if (name != null) {
            names.add(name);
        }
    }
}
