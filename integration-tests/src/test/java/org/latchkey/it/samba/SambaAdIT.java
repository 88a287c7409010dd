package org.latchkey.it.samba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operations;
import org.latchkey.it.tls.TestAuthority;

/** The controller is a real one, holds the domain, and is counted right: what other tests build on. */
class SambaAdIT {
    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    private static LDAPConnection bound(String url, String account) throws LDAPException {
        URI at = URI.create(url);
        var sockets = TestAuthority.shared().trustingContext().getSocketFactory();
        Person person = AdDomain.person(account);
        return at.getScheme().equals("ldaps")
                ? new LDAPConnection(sockets, at.getHost(), at.getPort(), person.dn(), person.password())
                : new LDAPConnection(at.getHost(), at.getPort(), person.dn(), person.password());
    }

    private static String[] read(String dn, String attribute) throws LDAPException {
        try (var connection = bound(DC.ldapsUrl(), AdDomain.READER)) {
            return connection.getEntry(dn, attribute).getAttributeValues(attribute);
        }
    }

    @Test
    void simple_bind_is_refused_in_clear_and_taken_over_tls() throws Exception {
        assertThatThrownBy(() -> bound(DC.ldapUrl(), "alice"))
                .isInstanceOfSatisfying(
                        LDAPException.class,
                        refused -> assertThat(refused.getResultCode()).isEqualTo(ResultCode.STRONG_AUTH_REQUIRED));
        bound(DC.ldapsUrl(), "alice").close();
        bound(DC.gcUrl(), "alice").close();
    }

    @Test
    void binds_and_searches_are_counted_with_the_names_that_were_sent() throws Exception {
        String alice = AdDomain.person("alice").dn();
        Operations seen = DC.during(() -> {
            try (var connection = bound(DC.ldapsUrl(), "alice")) {
                connection.search(AdDomain.PEOPLE, SearchScope.ONE, "(sAMAccountName=bob)", "cn");
                assertThatThrownBy(() -> connection.bind("ADX\\alice", "wrong-c4nary"))
                        .isInstanceOf(LDAPException.class);
                connection.bind(AdDomain.upn("alice"), "alice-c4nary");
            }
        });
        assertThat(seen.bindDns()).as("%s", seen).containsExactly(alice, "ADX\\alice", "alice@ad.example.test");
        assertThat(seen.searchBases()).containsExactly(AdDomain.PEOPLE);
        assertThat(seen.searchFilters()).containsExactly("(sAMAccountName=bob)");
        assertThat(seen.resultCodes(Operation.Kind.BIND)).containsExactly(0, 49, 0);
        assertThat(seen.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nest-0", "newsletter", "everywhere", "staff", "weird, \"group\"/x"})
    void direct_groups_of_any_kind_are_in_memberOf(String group) throws Exception {
        var named = Arrays.stream(read(AdDomain.person("alice").dn(), "memberOf"))
                .map(Dn::parse)
                .toList();
        assertThat(named).contains(Dn.parse(AdDomain.dn(group, AdDomain.GROUPS)));
    }

    @Test
    void groups_of_groups_and_the_primary_group_are_not_in_memberOf() throws Exception {
        assertThat(read(AdDomain.person("alice").dn(), "memberOf"))
                .noneMatch(dn -> dn.startsWith("CN=nest-1,") || dn.startsWith("CN=Domain Users,"));
        assertThat(read(AdDomain.person("dave").dn(), "memberOf"))
                .anyMatch(dn -> dn.startsWith("CN=Domain Users,"))
                .noneMatch(dn -> dn.startsWith("CN=engineers,"));
    }
}
