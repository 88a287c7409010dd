package org.latchkey.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.latchkey.jaas.Stack.REQUIRED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.Subject;
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

    @TempDir
    private Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("latchkey.properties"), text);
    }
}
