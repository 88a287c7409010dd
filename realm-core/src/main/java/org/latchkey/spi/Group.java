package org.latchkey.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;

/**
 * A group a user belongs to, directly or through others. Immutable.
 *
 * @param dn its name, or {@code null} when only a role name is known, as from an attribute of the user's entry
 * @param name the role name it carries, or {@code null} when the group has none
 */
public record Group(@Nullable Dn dn, @Nullable String name) {

    /**
     * The role name.
     *
     * @return the name, or empty
     */
    public Optional<String> roleName() {
        return Optional.ofNullable(name);
    }
}
