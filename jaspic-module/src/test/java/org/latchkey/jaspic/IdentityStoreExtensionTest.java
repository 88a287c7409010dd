package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store as CDI finds it, in a CDI container of its own. */
class IdentityStoreExtensionTest {

    /** An application without any bean is none to CDI. */
    static final class SomethingOfTheApplication {}

    private final TestDirectory directory = new TestDirectory();

    @TempDir
    private Path classes;

    @AfterEach
    void stop() {
        directory.close();
    }

    private <T> T among(Callable<T> action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return action.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static SeContainer cdi() {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(SomethingOfTheApplication.class)
                .addExtensions(new IdentityStoreExtension())
                .initialize();
    }

    private void file(Map<String, String> keys) throws Exception {
        Files.writeString(
                classes.resolve("latchkey-identity-store.properties"),
                keys.entrySet().stream()
                        .map(key -> key.getKey() + "=" + key.getValue())
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void cdi_knows_the_extension() {
        assertThat(ServiceLoader.load(Extension.class).stream().map(ServiceLoader.Provider::type))
                .contains(IdentityStoreExtension.class);
    }

    @Test
    void an_application_with_the_file_has_one_store_that_goes_with_it() throws Exception {
        file(directory.keys("useFirstPass", "true"));
        IdentityStore ended = among(() -> {
            try (SeContainer container = cdi()) {
                IdentityStore store = container.select(IdentityStore.class).get();
                assertThat(store.validate(new UsernamePasswordCredential("alice", "alice-c4nary"))
                                .getStatus())
                        .isEqualTo(Status.VALID);
                return store;
            }
        });
        assertThat(directory.passwords()).isOne();
        assertThatThrownBy(() -> ended.validate(new UsernamePasswordCredential("alice", "alice-c4nary")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_application_without_the_file_has_none() throws Exception {
        boolean missing = among(() -> {
            try (SeContainer container = cdi()) {
                return container.select(IdentityStore.class).isUnsatisfied();
            }
        });
        assertThat(missing).isTrue();
    }

    @Test
    void a_file_that_cannot_work_fails_the_deployment_with_every_problem_named() throws Exception {
        file(Map.of("userSerch", "(uid={0})", "userSubtree", "perhaps"));

        assertThatThrownBy(() -> among(IdentityStoreExtensionTest::cdi))
                .hasStackTraceContaining("latchkey-identity-store.properties: ")
                .hasStackTraceContaining("userSerch")
                .hasStackTraceContaining("userSubtree is 'perhaps'");
    }
}
