package org.latchkey.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.latchkey.jaas.Stack.REQUIRED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.SharedAuthenticator;
import org.latchkey.internal.jndi.TestDirectory;

class ModuleOptionsTest {

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

    private Stack with(Map<String, ?> options) {
        return new Stack().ldap(REQUIRED, directory.port(), options);
    }

    @Test
    void a_mistake_in_an_option_names_it_with_what_was_given_and_what_is_accepted() {
        assertThatThrownBy(() -> with(Map.of("storePass", "yes")).login(Answers.alice()))
                .isExactlyInstanceOf(LoginException.class)
                .hasMessageContaining("storePass is 'yes'")
                .hasMessageContaining("must be");
        assertThatThrownBy(() -> with(Map.of("comonRole", "x")).login(Answers.alice()))
                .isExactlyInstanceOf(LoginException.class)
                .hasMessageContaining("comonRole")
                .hasMessageContaining("commonRole");
        assertThat(directory.binds).isEmpty();
    }

    @Test
    void an_option_that_is_no_text_is_a_mistake() {
        assertThatThrownBy(() -> with(Map.of("commonRole", 42)).login(Answers.alice()))
                .isExactlyInstanceOf(LoginException.class)
                .hasMessage("commonRole is of class java.lang.Integer, but must be a String");
    }

    @Test
    void what_containers_add_of_their_own_is_passed_over() throws Exception {
        Subject subject = with(Map.of(
                        "jboss.security.security_domain", "other", "org.osgi.framework.BundleContext", new Object()))
                .login(Answers.alice());

        assertThat(subject.getPrincipals()).isNotEmpty();
    }

    @Test
    void a_file_may_hold_the_options() throws Exception {
        Subject subject = with(Map.of(
                        "configFile",
                        file("commonRole=ignored\nrolePrefix=ldap_\n").toString()))
                .login(Answers.alice());

        assertThat(subject.getPrincipals()).contains(new RolePrincipal("ldap_A"), new RolePrincipal("employee"));
    }

    @Test
    @Proves("fallbackUsersFile")
    void named_people_come_in_by_local_passwords_while_the_directory_is_away() throws Exception {
        Path users =
                file("root = {PBKDF2-SHA256}10000$MDEyMzQ1Njc4OWFiY2RlZg$muA9FyGk6GY4i0pwcEywsD68vaxkgv/yz8EcPOALOX4"
                        + " local");
        Stack stack = with(Map.of("fallbackUsersFile", users.toString()));
        Answers root = Answers.of("root", "f\u00e4llback-c4nary");
        assertThatThrownBy(() -> stack.login(root)).isInstanceOf(FailedLoginException.class);

        directory.close();

        assertThat(stack.login(root).getPrincipals())
                .containsExactlyInAnyOrder(new UserPrincipal("root"), new RolePrincipal("local"));
        assertThatThrownBy(() -> stack.login(Answers.alice())).isExactlyInstanceOf(LoginException.class);
    }

    @TempDir
    private Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("latchkey.properties"), text);
    }
}
