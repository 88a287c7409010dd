package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Realm;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.MessageDigestCredentialHandler;
import org.apache.catalina.realm.RealmBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Tomcat adds: a realm of its own for {@code login()}, and providers that it makes by their class's name. */
class TomcatDoorsTest {

    @TempDir
    private Path folder;

    /** Knows carol. */
    private static Realm carols() {
        RealmBase realm = new RealmBase() {
            @Override
            protected String getPassword(String username) {
                return username.equals("carol") ? "carol-c4nary" : null;
            }

            @Override
            protected GenericPrincipal getPrincipal(String username) {
                return new GenericPrincipal(username, List.of("staff"));
            }
        };
        realm.setCredentialHandler(new MessageDigestCredentialHandler());
        return realm;
    }

    @ParameterizedTest
    @ValueSource(strings = {"BASIC", "FORM"})
    void caller_who_logged_in_at_the_containers_realm_goes_on(String mechanism) {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = new ProtectedTomcat(folder, directory.keys("mechanism", mechanism))) {
            tomcat.application().setRealm(carols());
            tomcat.start();
            Browser browser = tomcat.browser();
            browser.get("/open?op=session");
            assertThat(browser.get("/open?op=login&u=carol&p=carol-c4nary").body())
                    .contains("user=carol");
            assertThat(browser.get("/private").body()).contains("user=carol", "staff=true");
            assertThat(browser.get("/open").body()).contains("user=carol");
            assertThat(browser.get("/open?op=logout").body()).contains("user=null");
            assertThat(browser.get("/open").body()).contains("user=null");
            assertThat(directory.passwords()).isZero();
        }
    }

    @Test
    void application_that_is_reloaded_is_protected_as_before() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = new ProtectedTomcat(folder, directory.keys()).start()) {
            assertProtected(tomcat);
            tomcat.application().reload();
            assertProtected(tomcat);
            tomcat.application().reload();
            assertProtected(tomcat);
        }
    }

    @Test
    void provider_made_by_its_name_protects_an_application_that_knows_nothing_of_it() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = new ProtectedTomcat(folder, Map.of())) {
            register("org.latchkey.jaspic.LdapAuthConfigProvider", directory.keys("name", "latchkey"));
            tomcat.start();
            assertProtected(tomcat);
        } finally {
            SharedDoors.close();
        }
    }

    @Test
    void module_named_to_tomcats_own_provider_protects_it_too() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = new ProtectedTomcat(folder, Map.of())) {
            register(
                    "org.apache.catalina.authenticator.jaspic.SimpleAuthConfigProvider",
                    directory.keys(
                            "org.apache.catalina.authenticator.jaspic.ServerAuthModule.1",
                            "org.latchkey.jaspic.LdapServerAuthModule"));
            tomcat.start();
            assertProtected(tomcat);
        } finally {
            SharedDoors.close();
        }
    }

    /** As if it stood in {@code conf/jaspic-providers.xml}, which the registry would write itself if it were told the name. */
    private static void register(String provider, Map<String, String> properties) {
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        try {
            AuthConfigProvider made = Class.forName(provider)
                    .asSubclass(AuthConfigProvider.class)
                    .getConstructor(Map.class, AuthConfigFactory.class)
                    .newInstance(new HashMap<>(properties), null);
            factory.registerConfigProvider(made, "HttpServlet", null, "test");
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(provider, e);
        }
    }

    private static void assertProtected(ProtectedTomcat tomcat) {
        assertThat(tomcat.browser().get("/private").statusCode()).isEqualTo(401);
        HttpResponse<String> page = tomcat.browser().getAs("alice", "alice-c4nary", "/private");
        assertThat(page.body()).contains("user=alice", "staff=true", "mail=[alice@example.org");
        String wrong = Browser.basic("alice", "wrong-c4nary", StandardCharsets.UTF_8);
        assertThat(tomcat.browser().get("/open", "Authorization", wrong).statusCode())
                .isEqualTo(401);
        assertThat(tomcat.browser().get("/open").statusCode()).isEqualTo(200);
    }
}
