package org.latchkey.internal.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;
import org.latchkey.spi.SearchSpec.Scope;

class MemberUrlTest {

    private static final Dn PEOPLE = Dn.parse("ou=people,dc=x");

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "ldap:///ou=people,dc=x??sub?(a=b) -> SUBTREE -> (a=b)",
                "LDAP:///ou=people,dc=x??ONE?a=b -> ONE -> (a=b)",
                "ldap:///ou=people,dc=x -> BASE -> (objectClass=*)",
                "ldap:///ou=people,dc=x?? -> BASE -> (objectClass=*)",
                "ldap:///OU=People,%20dc=x?cn?sub?(cn=a%3fb)?x-y -> SUBTREE -> (cn=a?b)",
                "ldap:///ou=people,dc=x??sub?(cn={0}) -> SUBTREE -> (cn=\\7b0\\7d)",
                "ldap:///ou=people,dc=x??sub?(cn=a+b) -> SUBTREE -> (cn=a+b)",
            })
    void a_url_names_a_base_a_scope_and_a_filter(String text, Scope scope, String filter) {
        assertThat(MemberUrl.parse(text)).contains(new MemberUrl(PEOPLE, scope, filter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http:///ou=people",
                "ldap://other.example/ou=people??sub?(a=b)",
                "ldap:///ou=people??sub?(a=b)?!x-critical",
            })
    void what_is_no_such_url_or_another_server_s_names_nobody(String text) {
        assertThat(MemberUrl.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ldap:///people??sub?(a=b)",
                "ldap:///ou=people??all?(a=b)",
                "ldap:///ou=people??sub?(a=b",
                "ldap:///ou=people??sub?(a=%zz)",
                "ldap:///ou=people??sub?(a=b)?x?more",
            })
    void whom_a_url_names_that_cannot_be_read_is_not_known(String text) {
        assertThatThrownBy(() -> MemberUrl.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_scope_tells_which_entries_it_covers() {
        Dn deep = Dn.parse("uid=a,ou=b, OU=People,dc=x");
        Dn below = Dn.parse("uid=a,ou=people,dc=x");
        for (Scope scope : Scope.values()) {
            MemberUrl url = new MemberUrl(PEOPLE, scope, "(a=b)");
            assertThat(url.covers(PEOPLE)).isEqualTo(scope != Scope.ONE);
            assertThat(url.covers(below)).isEqualTo(scope != Scope.BASE);
            assertThat(url.covers(deep)).isEqualTo(scope == Scope.SUBTREE);
            assertThat(url.covers(Dn.parse("uid=a,dc=x"))).isFalse();
        }
    }

    @Test
    void a_sid_is_read_and_written_and_its_domain_kept() {
        Sid sid = Sid.of(new byte[] {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 33, 2, 0, (byte) 0x80})
                .orElseThrow();
        assertThat(sid).hasToString("S-1-5-32-2147484193");
        assertThat(sid.filter())
                .isEqualTo("(objectSid=\\01\\02\\00\\00\\00\\00\\00\\05\\20\\00\\00\\00\\21\\02\\00\\80)");
        assertThat(sid.sibling(4294967295L)).hasToString("S-1-5-32-4294967295");
        assertThat(Sid.of(new byte[] {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0})).isEqualTo(Optional.empty());
        assertThat(Sid.of(new byte[8])).isEmpty();
        assertThat(Sid.of(new byte[0])).isEmpty();
    }
}
