package org.latchkey.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.latchkey.jaas.Stack.REQUIRED;

import java.security.Principal;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.SharedAuthenticator;
import org.latchkey.internal.jndi.TestDirectory;

class PrincipalClassTest {

    private TestDirectory directory;

    @BeforeEach
    void start() throws Exception {
        directory = TestDirectory.plain();
    }

    @AfterEach
    void stop() {
        SharedAuthenticator.closeIdle();
        directory.close();
    }

    /** A container's own class. */
    public record TheirUser(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    /** And the one for roles. */
    public record TheirRole(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    /** A class that cannot be made from just any name. */
    public static final class Choosy implements Principal {
        public Choosy(String name) {
            throw new IllegalArgumentException("not " + name);
        }

        @Override
        public String getName() {
            return "";
        }
    }

    /** Not public: nobody outside can make one. */
    record Hidden(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    private Subject login(Map<String, String> options) throws LoginException {
        return new Stack().ldap(REQUIRED, directory.port(), options).login(Answers.alice());
    }

    @Test
    @Proves({"userPrincipalClass", "rolePrincipalClass"})
    void principals_are_of_the_classes_a_container_wants() throws Exception {
        Subject subject = login(Map.of(
                "userPrincipalClass", TheirUser.class.getName(), "rolePrincipalClass", TheirRole.class.getName()));

        assertThat(subject.getPrincipals())
                .containsExactlyInAnyOrder(new TheirUser("alice"), new TheirRole("A"), new TheirRole("employee"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no.such.Principal",
                "java.lang.String",
                "java.security.Principal",
                "javax.security.auth.x500.X500PrivateCredential",
                "org.latchkey.jaas.PrincipalClassTest$Hidden",
                "org.latchkey.auth.DirectoryPrincipal"
            })
    void a_class_that_cannot_be_used_is_named_with_what_is_accepted(String name) {
        assertThatThrownBy(() -> login(Map.of("rolePrincipalClass", name)))
                .isExactlyInstanceOf(LoginException.class)
                .hasMessageContaining("rolePrincipalClass is \"" + name + "\"")
                .hasMessageContaining("java.security.Principal")
                .hasMessageContaining("public constructor");
        assertThat(directory.binds).isEmpty();
    }

    @Test
    void a_class_for_users_and_roles_alike_is_refused() {
        assertThatThrownBy(() -> login(Map.of("userPrincipalClass", RolePrincipal.class.getName())))
                .isExactlyInstanceOf(LoginException.class)
                .hasMessageContaining("userPrincipalClass")
                .hasMessageContaining("rolePrincipalClass")
                .hasMessageContaining("two classes");
    }

    @Test
    void a_class_that_throws_fails_the_login_and_leaves_nothing() {
        Subject subject = new Subject();
        Stack stack =
                new Stack().ldap(REQUIRED, directory.port(), Map.of("rolePrincipalClass", Choosy.class.getName()));

        assertThatThrownBy(() -> stack.context(subject, Answers.alice()).login())
                .isExactlyInstanceOf(LoginException.class)
                .hasMessageContaining(Choosy.class.getName());
        assertThat(subject.getPrincipals()).isEmpty();
        assertThat(subject.getPublicCredentials()).isEmpty();
    }

    @Test
    void a_user_and_a_role_of_the_same_name_are_two_principals() {
        assertThat((Object) new UserPrincipal("admin")).isNotEqualTo(new RolePrincipal("admin"));
        assertThat(new UserPrincipal("admin")).isEqualTo(new UserPrincipal("admin"));
        assertThat(new RolePrincipal("a\nb")).hasToString("RolePrincipal[\"a\\u000ab\"]");
    }
}
