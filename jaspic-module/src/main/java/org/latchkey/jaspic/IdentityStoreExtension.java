package org.latchkey.jaspic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latchkey.SharedAuthenticator;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;

/**
 * Adds the identity store to the beans of an application that has {@code latchkey-identity-store.properties} among its
 * classes; elsewhere it does nothing.
 *
 * <p>CDI (4.0, chapter 17) finds it when this library is in the application. A file that cannot work fails the deployment.
 */
public final class IdentityStoreExtension implements Extension {

    /** Makes the extension, as CDI does. */
    public IdentityStoreExtension() {}

    /** Adds the bean, where the application says so. */
    void addStore(@Observes AfterBeanDiscovery event) {
        try {
            StoreFile file = file();
            if (file != null) {
                check(file);
                add(event, file.keys());
            }
        } catch (IOException | ConfigException e) {
            event.addDefinitionError(new IllegalStateException(StoreFile.NAME + ": " + e.getMessage(), e));
        }
    }

    private static @Nullable StoreFile file() throws IOException {
        StoreFile file = StoreFile.of(Thread.currentThread().getContextClassLoader());
        return file != null ? file : StoreFile.of(IdentityStoreExtension.class.getClassLoader());
    }

    /** Without opening anything that a deployment which fails later would leave open. */
    private static void check(StoreFile file) throws ConfigException {
        ConfigReader.read(Door.JASPIC, file.keys());
    }

    private static void add(AfterBeanDiscovery event, Map<String, String> keys) {
        event.<LdapIdentityStore>addBean()
                .id(LdapIdentityStore.class.getName())
                .beanClass(LdapIdentityStore.class)
                .types(IdentityStore.class, Object.class)
                .scope(ApplicationScoped.class)
                .produceWith(instance -> store(keys))
                .disposeWith((store, instance) -> SharedAuthenticator.closeIdle());
    }

    private static LdapIdentityStore store(Map<String, String> keys) {
        try {
            return LdapIdentityStore.of(keys);
        } catch (ConfigException e) {
            throw new IllegalStateException(StoreFile.NAME + ": " + e.getMessage(), e);
        }
    }
}
