package org.latchkey;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationListener;
import org.latchkey.config.HookConfig;
import org.latchkey.spi.Admission;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.RoleMapper;
import org.latchkey.spi.UserResolver;

/** The objects of the site's own classes: made when the engine is opened, closed with it where they can be. */
final class SiteHooks implements AutoCloseable {

    private final List<Object> made = new ArrayList<>();
    private final Logger log;
    private final @Nullable UserResolver users;
    private final @Nullable GroupResolver groups;
    private final @Nullable RoleMapper roles;
    private final @Nullable Admission admission;
    private final @Nullable AuthenticationListener listener;

    /**
     * Makes the objects.
     *
     * @param config their classes
     * @param log takes what goes wrong when they are closed
     * @throws IllegalArgumentException when a constructor fails, with the class
     */
    SiteHooks(HookConfig config, Logger log) {
        this.log = log;
        this.users = make(config.userResolver());
        this.groups = make(config.groupResolver());
        this.roles = make(config.roleMapper());
        this.admission = make(config.admissionCheck());
        this.listener = make(config.loginListener());
    }

    private <T> @Nullable T make(@Nullable Class<? extends T> type) {
        if (type == null) {
            return null;
        }
        try {
            T object = type.getConstructor().newInstance();
            made.add(object);
            return object;
        } catch (ReflectiveOperationException | LinkageError e) {
            close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException("no " + type.getName() + " could be made: " + cause, e);
        }
    }

    Optional<UserResolver> users() {
        return Optional.ofNullable(users);
    }

    Optional<GroupResolver> groups() {
        return Optional.ofNullable(groups);
    }

    Optional<RoleMapper> roles() {
        return Optional.ofNullable(roles);
    }

    Optional<Admission> admission() {
        return Optional.ofNullable(admission);
    }

    Optional<AuthenticationListener> listener() {
        return Optional.ofNullable(listener);
    }

    @Override
    public void close() {
        for (Object object : made) {
            if (object instanceof AutoCloseable closeable) {
                close(closeable);
            }
        }
    }

    private void close(AutoCloseable hook) {
        try {
            hook.close();
        } catch (Exception | LinkageError e) { // a site's own code, whose class loader may be closed by now
            log.log(Level.WARNING, "closing " + hook.getClass().getName() + " failed", e);
        }
    }
}
