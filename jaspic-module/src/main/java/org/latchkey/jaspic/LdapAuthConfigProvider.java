package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ClientAuthConfig;
import jakarta.security.auth.message.config.ServerAuthConfig;
import java.lang.System.Logger.Level;
import java.util.Map;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Registers {@link LdapServerAuthModule} with a container by class name and options (Jakarta Authentication 3.0, 2.1).
 *
 * <p>The options are the keys of every other door. A container may ask for a configuration at each request: the engine behind
 * it is opened once. Safe for use by many threads.
 */
public final class LdapAuthConfigProvider implements AuthConfigProvider {

    private static final String SERVLET_LAYER = "HttpServlet";

    private final Doorway doorway;

    /**
     * Makes the provider, as a container does that knows the class's name. A mistake in the keys is in the log at once, and
     * fails every request.
     *
     * @param properties the keys; {@code null} is as none
     * @param factory registers the provider for every application, or {@code null} where the container registers it itself
     */
    public LdapAuthConfigProvider(@Nullable Map<String, String> properties, @Nullable AuthConfigFactory factory) {
        this(() -> SharedDoors.of(properties));
        tellOfMistakes();
        if (factory != null) {
            factory.registerConfigProvider(this, SERVLET_LAYER, null, "Latchkey");
        }
    }

    LdapAuthConfigProvider(Doorway doorway) {
        this.doorway = doorway;
    }

    /** When the container starts, and not with the first request; the container itself starts all the same. */
    private void tellOfMistakes() {
        try {
            doorway.open();
        } catch (AuthException e) {
            System.getLogger("org.latchkey")
                    .log(Level.ERROR, "The Jakarta Authentication provider lets nobody in: " + e.getMessage());
        }
    }

    /** Where the open door comes from. */
    @FunctionalInterface
    interface Doorway {
        OpenDoor open() throws AuthException;
    }

    /**
     * Refuses: pages are served here, not asked for.
     *
     * @param layer not used
     * @param appContext not used
     * @param handler not used
     * @return never
     * @throws AuthException always
     */
    @Override
    public ClientAuthConfig getClientAuthConfig(
            @Nullable String layer, @Nullable String appContext, @Nullable CallbackHandler handler)
            throws AuthException {
        throw new AuthException("Latchkey authenticates the users of servers and has nothing for clients");
    }

    /**
     * The configuration of one application's pages.
     *
     * @param layer {@code HttpServlet}
     * @param appContext the application
     * @param handler takes the callers
     * @return a new one, cheap to make
     * @throws AuthException when a key is unknown or wrong, with every problem named, or for another layer
     */
    @Override
    public ServerAuthConfig getServerAuthConfig(
            @Nullable String layer, @Nullable String appContext, CallbackHandler handler) throws AuthException {
        if (!SERVLET_LAYER.equals(layer)) {
            throw new AuthException("The layer is " + layer + "; Latchkey knows " + SERVLET_LAYER + " alone");
        }
        return new LdapServerAuthConfig(appContext, new LdapServerAuthModule(doorway.open(), handler));
    }

    /** Does nothing: a configuration is read when it is opened. */
    @Override
    public void refresh() {
        // nothing is kept here
    }
}
