package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.apache.catalina.authenticator.jaspic.AuthConfigFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options, and the ways in which containers hand them over. */
class OptionsTest {

    private static final CallbackHandler DEAF = callbacks -> {};

    private static Map<String, Object> options(String... more) {
        Map<String, Object> options = new HashMap<>(
                Map.of("connectionURL", "ldap://localhost:1", "userPattern", "uid={0},dc=example,dc=org"));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, String> properties(String... more) {
        return (Map) options(more);
    }

    private static void initialize(Map<String, Object> options) throws AuthException {
        new LdapServerAuthModule().initialize(null, null, DEAF, options);
    }

    @AfterEach
    void end() {
        SharedDoors.close();
    }

    @Test
    void every_problem_is_named_with_what_was_given_and_what_is_accepted() {
        assertThatThrownBy(() -> initialize(options("mechansim", "FORM", "unavailableStatus", "200", "loginPage", "x")))
                .isInstanceOf(AuthException.class)
                .hasMessageContainingAll(
                        "'mechansim'", "mechanism", "unavailableStatus", "'200'", "500", "loginPage", "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"realmPath", "useFirstPass"})
    void keys_of_other_doors_are_refused_where_they_are_given_directly(String key) {
        assertThatThrownBy(() -> initialize(options(key, "true"))).hasMessageContaining(key);
    }

    @Test
    void no_options_are_as_an_empty_map() {
        String empty = refusal(new HashMap<>());
        assertThat(refusal(null)).isEqualTo(empty);
    }

    private static String refusal(Map<String, Object> options) {
        try {
            initialize(options);
            return "";
        } catch (AuthException e) {
            return e.getMessage();
        }
    }

    @Test
    void what_containers_add_of_their_own_is_left_to_them() {
        Map<String, Object> options = options(
                "name",
                "tomcat",
                "org.apache.catalina.authenticator.jaspic.ServerAuthModule.1",
                "org.latchkey.jaspic.LdapServerAuthModule",
                "ServerAuthModule",
                "org.latchkey.jaspic.LdapServerAuthModule",
                "authModuleId",
                "Latchkey",
                "jakarta.security.jacc.PolicyContext",
                "app/app");
        options.put("WEB_BUNDLE", new Object());
        assertThatCode(() -> initialize(options)).doesNotThrowAnyException();
    }

    @Test
    void value_that_is_no_text_is_refused_by_name() {
        Map<String, Object> options = options();
        options.put("poolSize", 7);
        assertThatThrownBy(() -> initialize(options)).hasMessageContaining("poolSize");
    }

    /** Tomcat would leave out the whole challenge, and no browser would ever ask. */
    @ParameterizedTest
    @ValueSource(strings = {"κόσμος", "a\r\nX-Other: b", "tab\there", "\u0085"})
    void realm_name_that_no_header_can_hold_is_refused(String name) {
        assertThatThrownBy(() -> initialize(options("realmName", name)))
                .isInstanceOf(AuthException.class)
                .hasMessageContainingAll("realmName is '", "but must be", "ISO-8859-1");
    }

    @Test
    void realm_name_may_have_every_letter_of_a_header() {
        assertThatCode(() -> initialize(options("realmName", "Büro \"ÿ\" \\ ~")))
                .doesNotThrowAnyException();
    }

    @Test
    void secrets_are_in_no_message() {
        assertThatThrownBy(() -> initialize(options("connectionPassword", "service-c4nary", "mechanism", "DIGEST")))
                .hasMessageContaining("mechanism")
                .hasMessageNotContaining("c4nary");
    }

    @Test
    void modules_with_the_same_options_share_what_is_open() throws AuthException {
        OpenDoor one = SharedDoors.of(options());
        assertThat(SharedDoors.of(options("name", "x"))).isSameAs(one);
        assertThat(SharedDoors.of(options("realmName", "other"))).isNotSameAs(one);
    }

    @Test
    void provider_gives_each_handler_a_context_and_opens_once() throws AuthException {
        AuthConfigProvider provider = new LdapAuthConfigProvider(properties("name", "latchkey"), null);
        AtomicInteger told = new AtomicInteger();
        ServerAuthConfig config =
                provider.getServerAuthConfig("HttpServlet", "server /app", callbacks -> told.incrementAndGet());
        provider.getServerAuthConfig("HttpServlet", "server /app", DEAF);
        assertThat(config.getAppContext()).isEqualTo("server /app");
        assertThat(config.getMessageLayer()).isEqualTo("HttpServlet");
        assertThat(config.isProtected()).isTrue();
        FakeExchange exchange = new FakeExchange();
        ServerAuthContext context = config.getAuthContext(config.getAuthContextID(exchange.message()), null, Map.of());
        assertThat(context.validateRequest(exchange.message(), new Subject(), null))
                .isSameAs(AuthStatus.SUCCESS);
        assertThat(context.secureResponse(exchange.message(), null)).isSameAs(AuthStatus.SEND_SUCCESS);
        assertThat(told).hasValue(1);
    }

    @Test
    void provider_with_a_mistake_fails_every_request_and_not_the_containers_start() {
        AuthConfigProvider provider = new LdapAuthConfigProvider(properties("mechanism", "DIGEST"), null);
        assertThatThrownBy(() -> provider.getServerAuthConfig("HttpServlet", "server /app", DEAF))
                .isInstanceOf(AuthException.class)
                .hasMessageContaining("DIGEST");
    }

    @Test
    void provider_knows_pages_and_nothing_else() {
        AuthConfigProvider provider = new LdapAuthConfigProvider(properties(), null);
        assertThatThrownBy(() -> provider.getServerAuthConfig("SOAP", "server /app", DEAF))
                .isInstanceOf(AuthException.class)
                .hasMessageContaining("SOAP");
        assertThatThrownBy(() -> provider.getClientAuthConfig("HttpServlet", "server /app", DEAF))
                .isInstanceOf(AuthException.class);
    }

    @Test
    void provider_that_is_given_the_registry_registers_itself_for_every_application() {
        AuthConfigFactory factory = new AuthConfigFactoryImpl();
        LdapAuthConfigProvider provider = new LdapAuthConfigProvider(properties(), factory);
        assertThat(factory.getConfigProvider("HttpServlet", "any /app", null)).isSameAs(provider);
    }

    @Test
    void open_liberty_makes_the_service_from_its_properties() throws AuthException {
        AuthConfigProvider provider =
                new LibertyProviderService(properties()).getAuthConfigProvider(new AuthConfigFactoryImpl());
        assertThat(provider.getServerAuthConfig("HttpServlet", "default_host /app", DEAF))
                .isNotNull();
    }
}
