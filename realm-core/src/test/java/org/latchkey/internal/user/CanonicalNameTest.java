package org.latchkey.internal.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;

class CanonicalNameTest {

    private final CanonicalName uid = new CanonicalName("uid");

    @ParameterizedTest
    @ValueSource(strings = {"alice", "ALICE", "\uff41lice", "alice@example.org"})
    void whatever_was_typed_the_directory_s_spelling_is_the_name(String typed) throws Exception {
        assertThat(uid.of(entry("uid=alice,dc=x", "alice"), typed)).contains("alice");
    }

    @Test
    void of_several_values_the_typed_one_is_the_name() throws Exception {
        assertThat(uid.of(entry("uid=alice,dc=x", "alice", "Ally"), "ALLY")).contains("Ally");
    }

    @Test
    void else_the_one_the_entry_is_named_by() throws Exception {
        assertThat(uid.of(entry("uid=alice,dc=x", "Ally", "alice"), "alice@example.org"))
                .contains("alice");
    }

    @Test
    void else_nobody_can_say() throws Exception {
        assertThat(uid.of(entry("cn=alice,dc=x", "a1", "a2"), "alice@example.org"))
                .isEqualTo(Optional.empty());
    }

    @Test
    void an_entry_that_does_not_show_its_name_is_a_configuration_fault() {
        assertThatThrownBy(() -> uid.of(entry("uid=alice,dc=x"), "alice"))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.MISCONFIGURED))
                .hasMessageContaining("userNameAttribute");
    }

    private static DirectoryEntry entry(String dn, String... names) {
        return new DirectoryEntry(Dn.parse(dn), names.length == 0 ? Map.of() : Map.of("UID", List.of(names)));
    }
}
