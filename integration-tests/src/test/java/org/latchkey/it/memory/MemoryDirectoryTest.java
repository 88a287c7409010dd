package org.latchkey.it.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.slapd.Operation.Kind;
import org.latchkey.it.tls.TestAuthority;

class MemoryDirectoryTest {
    private final MemoryDirectory directory = MemoryDirectory.start();
    private final Person alice = Fixture.person("alice");

    @AfterEach
    void stop() {
        directory.close();
    }

    @Test
    void people_of_the_fixture_bind_with_their_passwords() throws LDAPException {
        try (var connection = connect()) {
            for (String uid :
                    List.of("alice", "josé", "pw-space", "clear", "sha", "ssha", "md5", "smd5", "w-everything")) {
                var person = Fixture.person(uid);
                connection.bind(person.dn(), person.password());
                assertThatThrownBy(() -> connection.bind(person.dn(), "wrong-c4nary"))
                        .hasFieldOrPropertyWithValue("resultCode", ResultCode.INVALID_CREDENTIALS);
            }
        }
    }

    @Test
    void operations_and_connections_are_counted() throws Exception {
        directory.during(() -> connect().close());
        var seen = directory.during(() -> {
            try (var connection = connect()) {
                connection.bind(alice.dn(), alice.password());
                connection.search(Fixture.PEOPLE, SearchScope.ONE, "(uid=b*)", "uid");
            }
        });
        assertThat(seen.connections()).isEqualTo(1);
        assertThat(seen.bindDns()).containsExactly(alice.dn());
        assertThat(seen.resultCodes(Kind.BIND)).containsExactly(0);
        assertThat(seen.searchFilters()).containsExactly("(uid=b*)");
        assertThat(seen.of(Kind.SEARCH).get(0).entries()).isEqualTo(1);
        assertThat(seen.total()).isEqualTo(2);
    }

    @Test
    void next_answers_are_scripted_one_by_one() throws Exception {
        directory
                .script()
                .answerNextBind(ResultCode.BUSY, "first")
                .answerNextBind(ResultCode.UNAVAILABLE, "second")
                .answerNextSearch(ResultCode.SIZE_LIMIT_EXCEEDED, "third");
        var seen = directory.during(() -> {
            try (var connection = connect()) {
                assertThatThrownBy(() -> connection.bind(alice.dn(), alice.password()))
                        .hasMessage("first");
                assertThatThrownBy(() -> connection.bind(alice.dn(), alice.password()))
                        .hasMessage("second");
                connection.bind(alice.dn(), alice.password());
                assertThatThrownBy(() -> connection.getEntry(alice.dn())).hasMessage("third");
                assertThat(connection.getEntry(alice.dn())).isNotNull();
            }
        });
        assertThat(seen.resultCodes(Kind.BIND)).containsExactly(51, 52, 0);
        assertThat(seen.resultCodes(Kind.SEARCH)).containsExactly(4, 0);
    }

    @Test
    void name_that_is_no_dn_can_be_bound() throws LDAPException {
        directory.script().bindAs("alice@corp.example", alice.dn());
        try (var connection = connect()) {
            connection.bind("alice@corp.example", alice.password());
        }
        assertThat(directory.seen().bindDns()).containsExactly("alice@corp.example");
    }

    @Test
    void searches_can_be_referred_and_delayed() throws LDAPException {
        directory.script().referSearchesTo("ldap://127.0.0.1:1/").delaySearches(Duration.ofMillis(50));
        try (var connection = connect()) {
            long begun = System.nanoTime();
            var found = connection.search(Fixture.PEOPLE, SearchScope.ONE, "(uid=alice)", "1.1");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
            assertThat(found.getSearchReferences()).hasSize(1);
            assertThat(found.getSearchEntries()).hasSize(1);
        }
        directory.script().clear();
        try (var connection = connect()) {
            assertThat(connection
                            .search(Fixture.PEOPLE, SearchScope.ONE, "(uid=alice)")
                            .getReferenceCount())
                    .isZero();
        }
    }

    @Test
    void ldaps_and_start_tls_present_the_own_authority_s_certificate() throws Exception {
        var trusting = TestAuthority.shared().trustingContext();
        try (var connection = new LDAPConnection(trusting.getSocketFactory(), "127.0.0.1", directory.securePort())) {
            connection.bind(alice.dn(), alice.password());
        }
        try (var connection = connect()) {
            connection.processExtendedOperation(new StartTLSExtendedRequest(trusting));
            connection.bind(alice.dn(), alice.password());
        }
        assertThat(directory.seen().binds()).isEqualTo(2);
    }

    private LDAPConnection connect() throws LDAPException {
        return new LDAPConnection("127.0.0.1", directory.port());
    }
}
