package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.it.slapd.OpenLdap;

/** Tomcat's own {@code JAASRealm} with the login module, for who must have JAAS: same jar, same keys, in a file. */
@ExtendWith(SeenByJaas.class)
class JaasRealmIT {
    private static final int ALLOWED = 3;

    @RegisterExtension
    static final OpenLdap directory = OpenLdap.named("jaas-realm").build();

    private static CatalinaBase base;
    private static TomcatProcess tomcat;

    @BeforeAll
    static void start() {
        RealmXml realm = RealmXml.of("org.apache.catalina.realm.JAASRealm")
                .with("appName", "corp")
                .with("userClassNames", "org.latchkey.jaas.UserPrincipal")
                .with("roleClassNames", "org.latchkey.jaas.RolePrincipal");
        base = CatalinaBase.named("JaasRealmIT")
                .engineRealm(realm.insideLockOutRealm(ALLOWED))
                .write("conf/latchkey.properties", properties())
                .write(
                        "conf/login.config",
                        "corp { org.latchkey.jaas.LdapLoginModule required"
                                + " configFile=\"${catalina.base}/conf/latchkey.properties\"; };")
                .jvmOption("-Djava.security.auth.login.config=@base@/conf/login.config")
                .deploy(BuildOutput.staffWar())
                .deploy(BuildOutput.portalWar());
        tomcat = TomcatProcess.running(base);
    }

    private static String properties() {
        return FixtureRealm.at(directory).without("className").attributes().entrySet().stream()
                .map(attribute -> attribute.getKey() + '=' + attribute.getValue())
                .collect(Collectors.joining("\n"));
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    @Test
    void alice_is_known_by_name_and_by_the_roles_her_nested_groups_give() {
        Answer answer = basic("/staff/engineering/" + FixtureRealm.ASK_ROLES, "alice", "alice-c4nary");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.value("remoteUser")).isEqualTo("alice");
        assertThat(answer.value("principal")).isEqualTo("alice");
        assertThat(answer.value("authType")).isEqualTo("BASIC");
        assertThat(answer.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);
    }

    @Test
    void without_a_password_or_with_a_wrong_one_the_answer_is_401_and_403_without_the_role() {
        assertThat(tomcat.browser().get("/staff/employee/").status()).isEqualTo(401);
        assertThat(basic("/staff/employee/", "bob", "wrong-c4nary").status()).isEqualTo(401);
        assertThat(basic("/staff/employee/", "nobody", "wrong-c4nary").status()).isEqualTo(401);
        assertThat(basic("/staff/employee/", "bob", "").status()).isEqualTo(401);
        assertThat(basic("/staff/contractor/", "alice", "alice-c4nary").status())
                .isEqualTo(403);
    }

    @Test
    void request_login_and_logout_work() {
        Browser browser = tomcat.browser();
        Answer answer = browser.post(
                "/staff/login" + FixtureRealm.ASK_ROLES,
                Map.of("user", "alice", "password", "alice-c4nary", "remember", "true"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);
        assertThat(browser.post("/staff/logout", Map.of()).value("remoteUser")).isEmpty();
        assertThat(browser.get("/staff/public").value("remoteUser")).isEmpty();
    }

    @Test
    void form_works() {
        Browser browser = tomcat.browser();
        browser.get("/portal/desk/");
        browser.fillIn("/portal/desk", "alice", "alice-c4nary");

        assertThat(browser.get("/portal/desk/whoami").value("remoteUser")).isEqualTo("alice");
    }

    /** Tomcat keeps the name it was given for {@code getRemoteUser()}; the principal has the directory's. */
    @Test
    void a_name_in_other_letters_is_the_remote_user_as_typed_and_the_principal_as_stored() {
        Answer answer = basic("/staff/employee/", "ALICE", "alice-c4nary");

        assertThat(answer.value("remoteUser")).isEqualTo("ALICE");
        assertThat(answer.value("principal")).isEqualTo("alice");
    }

    /** {@code JAASRealm} takes whatever a login module throws for an answer, so that attempts in an outage count. */
    @Test
    void an_outage_lets_nobody_in_and_locks_names_because_the_realm_cannot_tell_it_apart() {
        directory.stop();
        try {
            for (int attempt = 0; attempt < ALLOWED; attempt++) {
                assertThat(basic("/staff/employee/", "carol", "carol-c4nary").status())
                        .isEqualTo(401);
            }
            assertThat(basic("/staff/employee/", "dave", "dave-c4nary").status())
                    .isEqualTo(401);
        } finally {
            directory.start();
        }
        Recovery.await(() -> basic("/staff/employee/", "dave", "dave-c4nary").status() == 200);
        assertThat(basic("/staff/employee/", "carol", "carol-c4nary").status()).isEqualTo(401);
        assertThat(base.logs().lines("latchkey-login.", line -> line.contains("\"carol\"")))
                .as("the directory lets her in; LockOutRealm does not")
                .hasSize(ALLOWED + 1)
                .last(STRING)
                .contains(" AUTHENTICATED ");
    }

    private static Answer basic(String path, String user, String password) {
        return tomcat.browser().get(path, user, password);
    }
}
