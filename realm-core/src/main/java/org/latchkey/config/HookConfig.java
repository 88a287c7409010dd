package org.latchkey.config;

import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationListener;
import org.latchkey.spi.Admission;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.RoleMapper;
import org.latchkey.spi.UserResolver;

/**
 * The classes of the site's own that take part in a login; each has a public constructor without arguments. Immutable.
 *
 * @param userResolver finds the user instead of a search or a template, or {@code null}
 * @param groupResolver finds groups besides those that other keys find, or {@code null}
 * @param roleMapper turns groups into roles instead of the keys for roles, or {@code null}
 * @param admissionCheck may refuse whom all other rules let in, or {@code null}
 * @param loginListener is told how each login ended, or {@code null}
 */
public record HookConfig(
        @Nullable Class<? extends UserResolver> userResolver,
        @Nullable Class<? extends GroupResolver> groupResolver,
        @Nullable Class<? extends RoleMapper> roleMapper,
        @Nullable Class<? extends Admission> admissionCheck,
        @Nullable Class<? extends AuthenticationListener> loginListener) {

    /** No class of the site's own. */
    public static final HookConfig NONE = new HookConfig(null, null, null, null, null);

    HookConfig withoutListener() {
        return new HookConfig(userResolver, groupResolver, roleMapper, admissionCheck, null);
    }
}
