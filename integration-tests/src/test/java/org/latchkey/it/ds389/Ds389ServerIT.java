package org.latchkey.it.ds389;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.Dn;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operations;

/** The server is a real one, holds the tree, and is counted right: what other tests build on. */
class Ds389ServerIT {
    @RegisterExtension
    static final Ds389 SERVER = Ds389.shared();

    private static LDAPConnection bound(String uid) throws LDAPException {
        URI at = URI.create(SERVER.url());
        Person person = Ds389Tree.person(uid);
        return new LDAPConnection(at.getHost(), at.getPort(), person.dn(), person.password());
    }

    private static String[] read(String uid, String attribute) throws LDAPException {
        try (var connection = bound(Ds389Tree.READER)) {
            return connection.getEntry(Ds389Tree.person(uid).dn(), attribute).getAttributeValues(attribute);
        }
    }

    @Test
    void binds_and_searches_are_counted_with_their_answers() throws Exception {
        String alice = Ds389Tree.person("alice").dn();
        Operations seen = SERVER.during(() -> {
            try (var connection = bound("alice")) {
                connection.search(Ds389Tree.PEOPLE, SearchScope.SUB, "(uid=alice)", "cn", "mail");
                assertThatThrownBy(() -> connection.bind(alice, "wrong-c4nary")).isInstanceOf(LDAPException.class);
                connection.bind(alice, "alice-c4nary");
            }
        });
        assertThat(seen.connections()).as("%s", seen).isEqualTo(1);
        assertThat(seen.bindDns()).containsExactly(alice, alice, alice);
        assertThat(seen.resultCodes(Operation.Kind.BIND)).containsExactly(0, 49, 0);
        assertThat(seen.searchBases()).containsExactly(Ds389Tree.PEOPLE);
        assertThat(seen.searchFilters()).containsExactly("(uid=alice)");
        assertThat(seen.of(Operation.Kind.SEARCH).get(0).entries()).isEqualTo(1);
    }

    @Test
    void member_of_has_the_groups_of_groups_too() throws Exception {
        Set<Dn> groups = Arrays.stream(read("alice", "memberOf")).map(Dn::parse).collect(Collectors.toSet());
        assertThat(groups)
                .hasSize(1 + Ds389Tree.NEST_CHAIN)
                .contains(Dn.parse("cn=nest-9," + Ds389Tree.GROUPS), Dn.parse("cn=staff," + Ds389Tree.GROUPS));
        assertThat(read("carol", "memberOf")).hasSize(4);
    }

    @Test
    void entries_have_an_identifier_of_each_kind() throws Exception {
        assertThat(UUID.fromString(read("alice", "entryUUID")[0])).isNotNull();
        assertThat(read("alice", "nsUniqueId")[0]).matches("[0-9a-f]{8}(-[0-9a-f]{8}){3}");
    }
}
