package org.latchkey.jaspic;

import com.ibm.wsspi.security.jaspi.ProviderService;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Open Liberty's way to a provider for every application of a server: a {@code bell} whose {@code properties} are the keys.
 *
 * <p>Immutable.
 */
public final class LibertyProviderService implements ProviderService {

    private final LdapAuthConfigProvider provider;

    /**
     * Makes the service, as the server does.
     *
     * @param properties the keys
     */
    public LibertyProviderService(@Nullable Map<String, String> properties) {
        provider = new LdapAuthConfigProvider(properties, null);
    }

    /**
     * The provider.
     *
     * @param factory not used: the server registers what it is given
     * @return always the same one
     */
    @Override
    public AuthConfigProvider getAuthConfigProvider(@Nullable AuthConfigFactory factory) {
        return provider;
    }
}
