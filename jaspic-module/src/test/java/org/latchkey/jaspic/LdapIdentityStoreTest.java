package org.latchkey.jaspic;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.Status.INVALID;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.Status.NOT_VALIDATED;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.Status.VALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.security.enterprise.credential.BasicAuthenticationCredential;
import jakarta.security.enterprise.credential.CallerOnlyCredential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.IdentityStore.ValidationType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latchkey.SharedAuthenticator;
import org.latchkey.config.ConfigException;

class LdapIdentityStoreTest {

    private final TestDirectory directory = new TestDirectory();

    @AfterEach
    void stop() {
        SharedAuthenticator.closeIdle();
        directory.close();
    }

    private CredentialValidationResult validate(String name, String password) throws ConfigException {
        LdapIdentityStore store = LdapIdentityStore.of(directory.keys("userIdAttribute", "cn"));
        return store.validate(new UsernamePasswordCredential(name, password));
    }

    @Test
    void a_right_password_is_valid_with_name_groups_dn_and_lasting_id() throws Exception {
        CredentialValidationResult result = validate("ALICE", "alice-c4nary");

        assertThat(result.getStatus()).isEqualTo(VALID);
        assertThat(result.getCallerPrincipal().getName()).isEqualTo("alice");
        assertThat(result.getCallerGroups()).containsExactly("staff");
        assertThat(result.getCallerDn()).isEqualTo("uid=alice,ou=people,dc=example,dc=org");
        assertThat(result.getCallerUniqueId()).isEqualTo("Alice Ames");
    }

    @Test
    void every_refusal_is_invalid_and_they_cannot_be_told_apart() throws Exception {
        assertThat(validate("alice", "wrong-c4nary")).isSameAs(CredentialValidationResult.INVALID_RESULT);
        assertThat(validate("nobody", "wrong-c4nary")).isSameAs(CredentialValidationResult.INVALID_RESULT);
        assertThat(validate("*", "alice-c4nary").getStatus()).isEqualTo(INVALID);
    }

    @Test
    void an_empty_password_is_invalid_without_asking_the_directory() throws Exception {
        assertThat(validate("alice", "").getStatus()).isEqualTo(INVALID);
        UsernamePasswordCredential cleared = new UsernamePasswordCredential("alice", "alice-c4nary");
        cleared.clear();
        LdapIdentityStore store = LdapIdentityStore.of(directory.keys());
        assertThat(store.validate(cleared).getStatus()).isEqualTo(INVALID);
        assertThat(directory.passwords()).isZero();
    }

    @Test
    void credentials_of_basic_are_names_with_passwords_and_others_are_not_ours() throws Exception {
        String header = Base64.getEncoder().encodeToString("alice:alice-c4nary".getBytes(StandardCharsets.UTF_8));
        LdapIdentityStore store = LdapIdentityStore.of(directory.keys());
        assertThat(store.validate(new BasicAuthenticationCredential(header)).getStatus())
                .isEqualTo(VALID);
        assertThat(store.validate(new CallerOnlyCredential("alice")).getStatus())
                .isEqualTo(NOT_VALIDATED);
    }

    @Test
    void the_password_of_the_caller_is_left_for_other_stores() throws Exception {
        UsernamePasswordCredential typed = new UsernamePasswordCredential("alice", "alice-c4nary");
        LdapIdentityStore store = LdapIdentityStore.of(directory.keys());
        store.validate(typed);
        assertThat(typed.compareTo("alice", "alice-c4nary")).isTrue();
    }

    @Test
    void an_outage_is_neither_a_wrong_password_nor_a_caller_without_groups() throws Exception {
        LdapIdentityStore store = LdapIdentityStore.of(directory.keys());
        directory.goDown();

        assertThatThrownBy(() -> store.validate(new UsernamePasswordCredential("alice", "alice-c4nary")))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("UNREACHABLE");
        assertThatThrownBy(() -> store.getCallerGroups(new CredentialValidationResult("alice")))
                .isInstanceOf(DirectoryUnavailableException.class);

        directory.comeBack();
        assertThat(store.getCallerGroups(new CredentialValidationResult("alice")))
                .containsExactly("staff");
    }

    @Test
    void callers_of_another_store_have_the_groups_of_their_entry_without_a_password() throws Exception {
        LdapIdentityStore store = LdapIdentityStore.of(directory.keys("useFor", "PROVIDE_GROUPS"));
        assertThat(store.getCallerGroups(new CredentialValidationResult("alice", Set.of("theirs"))))
                .containsExactly("staff");
        assertThat(store.getCallerGroups(new CredentialValidationResult("nobody")))
                .isEmpty();
        assertThat(store.getCallerGroups(CredentialValidationResult.INVALID_RESULT))
                .isEmpty();
        assertThat(directory.passwords()).isZero();
    }

    @Test
    @Proves({"useFor", "priority"})
    void what_it_is_used_for_and_when_is_configured() throws Exception {
        LdapIdentityStore usual = LdapIdentityStore.of(directory.keys());
        LdapIdentityStore other = LdapIdentityStore.of(directory.keys("useFor", "PROVIDE_GROUPS", "priority", "7"));
        assertThat(usual.validationTypes()).isEqualTo(IdentityStore.DEFAULT_VALIDATION_TYPES);
        assertThat(usual.priority()).isEqualTo(100);
        assertThat(other.validationTypes()).containsExactly(ValidationType.PROVIDE_GROUPS);
        assertThat(other.priority()).isEqualTo(7);
    }

    @Test
    void a_mistake_names_the_key() {
        assertThatThrownBy(() -> LdapIdentityStore.of(directory.keys("useFor", "groups")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("useFor is 'groups'")
                .hasMessageContaining("PROVIDE_GROUPS");
    }
}
