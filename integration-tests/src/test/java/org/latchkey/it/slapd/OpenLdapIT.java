package org.latchkey.it.slapd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Stream;
import javax.naming.AuthenticationException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.slapd.Operation.Kind;
import org.latchkey.it.tls.TestAuthority;

/** The harness itself, with plain clients: what the other tests lean on. */
class OpenLdapIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("harness")
            .allowUnauthenticatedBind()
            .passwordPolicy()
            .memberOf()
            .build();

    static Stream<Person> hostile() {
        return Fixture.hostile().stream();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostile_dn_binds_by_its_name_in_namespace(Person person) throws Exception {
        var context = Jndi.bind(SLAPD.url(), "", "");
        var found = context.search(
                new LdapName(Fixture.WEIRD), "(uid={0})", new Object[] {person.uid()}, Jndi.oneLevel("1.1"));
        String dn = found.next().getNameInNamespace();
        assertThat(found.hasMore()).isFalse();
        context.close();
        assertThat(new DN(dn)).isEqualTo(new DN(person.dn()));
        Jndi.bind(SLAPD.url(), dn, person.password()).close();
        assertThatThrownBy(() -> Jndi.bind(SLAPD.url(), dn, person.password() + "x"))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void there_are_nineteen_hostile_users() {
        assertThat(Fixture.hostile()).hasSize(19);
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void everybody_binds_with_the_password_of_the_fixture(Person person) throws Exception {
        Jndi.bind(SLAPD.url(), person.dn(), person.password()).close();
    }

    static Stream<Person> everybody() {
        return Stream.of(
                        "alice",
                        "o'brien",
                        "josé",
                        "مريم",
                        "𠮷野",
                        "smith, j+\"x\"",
                        "pw-space",
                        "pw-umlaut",
                        "pw-emoji",
                        "pw-colons",
                        "pw-trail",
                        "pw-lead",
                        "pw-zero-width",
                        "pw-like-a-hash",
                        "pw-star",
                        "pw-4096",
                        "clear",
                        "sha",
                        "ssha",
                        "md5",
                        "smd5",
                        "digest",
                        "erin",
                        "sam",
                        "walter")
                .map(Fixture::person);
    }

    @Test
    void unauthenticated_bind_is_accepted_even_for_a_dn_that_is_not_there() {
        assertThatCode(() ->
                        Jndi.bind(SLAPD.url(), Fixture.person("alice").dn(), "").close())
                .doesNotThrowAnyException();
        assertThatCode(() -> Jndi.bind(SLAPD.url(), "uid=ghost," + Fixture.PEOPLE, "")
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void a_known_sequence_is_counted_exactly() throws Exception {
        var alice = Fixture.person("alice");
        var seen = SLAPD.during(() -> {
            try (var connection = new LDAPConnection("127.0.0.1", SLAPD.port())) {
                connection.bind(alice.dn(), alice.password());
                connection.search(Fixture.PEOPLE, SearchScope.SUB, "(uid=b*)", "uid", "cn");
                assertThatThrownBy(() -> connection.bind(alice.dn(), "wrong-c4nary"))
                        .isInstanceOf(LDAPException.class);
                assertThatThrownBy(() -> connection.bind("no dn", "wrong-c4nary"))
                        .isInstanceOf(LDAPException.class);
            }
        });
        assertThat(seen.connections()).isEqualTo(1);
        assertThat(seen.bindDns()).as("%s", seen).containsExactly(alice.dn(), alice.dn(), "");
        assertThat(seen.resultCodes(Kind.BIND)).containsExactly(0, 49, 34);
        assertThat(seen.searchFilters()).containsExactly("(uid=b*)");
        assertThat(seen.searchBases()).containsExactly(Fixture.PEOPLE);
        assertThat(seen.of(Kind.SEARCH).get(0).attributes()).containsExactly("uid", "cn");
        assertThat(seen.of(Kind.SEARCH).get(0).entries()).isEqualTo(1);
        assertThat(seen.total()).isEqualTo(4);
    }

    @Test
    void nothing_asked_counts_nothing() throws Exception {
        assertThat(SLAPD.during(() -> {})).isEqualTo(new Operations(0, List.of()));
    }

    @Test
    void ldaps_is_trusted_by_the_own_authority_and_by_no_other() throws Exception {
        for (String host : List.of("127.0.0.1", "localhost")) {
            try (var connection = new LDAPConnection(trusting().getSocketFactory(), host, SLAPD.securePort())) {
                assertThat(connection.getRootDSE()).isNotNull();
            }
        }
        var stranger = TestAuthority.stranger().trustingContext().getSocketFactory();
        assertThatThrownBy(() -> new LDAPConnection(stranger, "127.0.0.1", SLAPD.securePort()))
                .isInstanceOf(LDAPException.class);
    }

    @Test
    void start_tls_is_offered_on_the_plain_port() throws Exception {
        var seen = SLAPD.during(() -> {
            try (var connection = new LDAPConnection("127.0.0.1", SLAPD.port())) {
                connection.processExtendedOperation(new StartTLSExtendedRequest(trusting()));
                connection.bind(Fixture.READER_DN, Fixture.READER_PASSWORD);
            }
        });
        assertThat(seen.of(Kind.EXTENDED))
                .extracting(Operation::oid)
                .containsExactly(StartTLSExtendedRequest.STARTTLS_REQUEST_OID);
        assertThat(seen.binds()).isEqualTo(1);
    }

    @Test
    void suspended_server_answers_nothing_until_it_is_resumed() throws Exception {
        SLAPD.suspend();
        try {
            assertThatThrownBy(() -> new InitialDirContext(quick())).isInstanceOf(NamingException.class);
        } finally {
            SLAPD.resume();
        }
        Jndi.bind(SLAPD.url(), Fixture.READER_DN, Fixture.READER_PASSWORD).close();
    }

    @Test
    void restarted_server_is_at_the_same_address_and_still_counted() throws Exception {
        String url = SLAPD.url();
        var seen = SLAPD.during(() -> {
            Jndi.bind(url, Fixture.READER_DN, Fixture.READER_PASSWORD).close();
            SLAPD.stop();
            assertThatThrownBy(() -> Jndi.bind(url, Fixture.READER_DN, Fixture.READER_PASSWORD))
                    .isInstanceOf(NamingException.class);
            SLAPD.start();
            Jndi.bind(url, Fixture.READER_DN, Fixture.READER_PASSWORD).close();
        });
        assertThat(seen.binds()).isEqualTo(2);
        assertThat(seen.connections()).isEqualTo(2);
    }

    @Test
    void member_of_shows_nested_groups() throws Exception {
        try (var connection = new LDAPConnection("127.0.0.1", SLAPD.port())) {
            var alice = connection.getEntry(Fixture.person("alice").dn(), "memberOf");
            assertThat(alice.getAttributeValues("memberOf"))
                    .contains(Fixture.group("users"), Fixture.group("developers"), Fixture.group("staff"));
        }
    }

    @Test
    void the_name_of_64_KiB_is_there() throws Exception {
        try (var connection = new LDAPConnection("127.0.0.1", SLAPD.port())) {
            var entry = connection.getEntry("ou=long," + Fixture.ODD, "cn");
            assertThat(entry.getAttributeValue("cn")).hasSize(65_536);
        }
    }

    @Test
    void policies_are_in_force() throws Exception {
        assertThat(policyError("locked", "locked-c4nary", ResultCode.INVALID_CREDENTIALS))
                .isEqualTo(DraftBeheraLDAPPasswordPolicy10ErrorType.ACCOUNT_LOCKED);
        assertThat(policyError("expired", "expired-c4nary", ResultCode.INVALID_CREDENTIALS))
                .isEqualTo(DraftBeheraLDAPPasswordPolicy10ErrorType.PASSWORD_EXPIRED);
        assertThat(policyError("must-change", "must-change-c4nary", ResultCode.SUCCESS))
                .isEqualTo(DraftBeheraLDAPPasswordPolicy10ErrorType.CHANGE_AFTER_RESET);
        assertThat(policyError("warned", "warned-c4nary", ResultCode.SUCCESS)).isNull();
    }

    private static DraftBeheraLDAPPasswordPolicy10ErrorType policyError(
            String uid, String password, ResultCode expected) throws Exception {
        try (var connection = new LDAPConnection("127.0.0.1", SLAPD.port())) {
            var request = new SimpleBindRequest(
                    Fixture.person(uid).dn(), password, new DraftBeheraLDAPPasswordPolicy10RequestControl());
            var result = connection.processOperation(request);
            assertThat(result.getResultCode()).isEqualTo(expected);
            return DraftBeheraLDAPPasswordPolicy10ResponseControl.get((BindResult) result)
                    .getErrorType();
        }
    }

    private static SSLContext trusting() {
        return TestAuthority.shared().trustingContext();
    }

    private static Hashtable<String, Object> quick() {
        var environment = new Hashtable<String, Object>();
        environment.put("java.naming.factory.initial", "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put("java.naming.provider.url", SLAPD.url());
        environment.put("java.naming.security.authentication", "simple");
        environment.put("java.naming.security.principal", Fixture.READER_DN);
        environment.put("java.naming.security.credentials", Fixture.READER_PASSWORD);
        environment.put("com.sun.jndi.ldap.connect.timeout", "300");
        return environment;
    }
}
