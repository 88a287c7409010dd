package org.latchkey.it.slapd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.tls.ServerCertificate;
import org.latchkey.it.tls.TestAuthority;

/** What the options promise, with plain clients. */
class SlapdOptionsIT {
    private static final String HOST = "127.0.0.1";

    @Nested
    class Guarded {
        @RegisterExtension
        static final OpenLdap SLAPD =
                OpenLdap.named("guarded").requireTls().denyAnonymousRead().build();

        @Test
        void bind_in_clear_is_refused_as_not_confidential() throws LDAPException {
            try (var connection = new LDAPConnection(HOST, SLAPD.port())) {
                assertThatThrownBy(() -> connection.bind(Fixture.READER_DN, Fixture.READER_PASSWORD))
                        .hasFieldOrPropertyWithValue("resultCode", ResultCode.CONFIDENTIALITY_REQUIRED);
            }
        }

        @Test
        void only_the_reader_may_read_but_everybody_may_bind() throws LDAPException {
            var alice = Fixture.person("alice");
            var trusting = TestAuthority.shared().trustingContext().getSocketFactory();
            try (var connection = new LDAPConnection(trusting, HOST, SLAPD.securePort())) {
                assertThat(connection.getEntry(alice.dn())).isNull();
                connection.bind(alice.dn(), alice.password());
                assertThat(connection.getEntry(alice.dn())).isNull();
                connection.bind(Fixture.READER_DN, Fixture.READER_PASSWORD);
                assertThat(connection.getEntry(alice.dn())).isNotNull();
            }
        }

        @Test
        void operations_are_counted_all_the_same() throws Exception {
            var seen = SLAPD.during(() -> new LDAPConnection(HOST, SLAPD.port()).close());
            assertThat(seen.connections()).isEqualTo(1);
            assertThat(seen.total()).isZero();
        }
    }

    @Nested
    class Limited {
        @RegisterExtension
        static final OpenLdap SLAPD = OpenLdap.named("limited")
                .sizeLimit(500)
                .idleTimeout(1)
                .referralTo("ldap://127.0.0.1:2/")
                .build();

        @Test
        void search_beyond_the_size_limit_ends_with_its_code() throws LDAPException {
            var filter = "(member=" + Fixture.person("sybil").dn() + ")";
            try (var connection = reader()) {
                assertThatThrownBy(() -> connection.search(Fixture.MANY, SearchScope.ONE, filter, "cn"))
                        .hasFieldOrPropertyWithValue("resultCode", ResultCode.SIZE_LIMIT_EXCEEDED)
                        .hasFieldOrPropertyWithValue("entryCount", 500);
            }
        }

        @Test
        void idle_connection_is_closed() throws LDAPException {
            try (var connection = reader()) {
                await().atMost(Duration.ofSeconds(20)).until(() -> !connection.isConnected());
            }
        }

        @Test
        void referral_leads_where_it_was_told_to() throws LDAPException {
            try (var connection = reader()) {
                var found = connection.search(Fixture.REFERRALS, SearchScope.SUB, "(cn=*)", "cn");
                assertThat(found.getSearchReferences()).hasSize(1);
                assertThat(found.getSearchReferences().get(0).getReferralURLs()[0])
                        .startsWith("ldap://127.0.0.1:2/");
            }
        }

        private static LDAPConnection reader() throws LDAPException {
            return new LDAPConnection(HOST, SLAPD.port(), Fixture.READER_DN, Fixture.READER_PASSWORD);
        }
    }

    @Nested
    class Plain {
        @RegisterExtension
        static final OpenLdap SLAPD = OpenLdap.shared();

        @Test
        void reader_sees_passwords_where_they_are_readable_and_nowhere_else() throws LDAPException {
            assertThat(asReader("clear").getAttributeValue("userPassword")).isEqualTo("clear-c4nary");
            assertThat(asReader("md5").getAttributeValue("userPassword")).startsWith("{MD5}");
            assertThat(asReader("alice").getAttributeValue("userPassword")).isNull();
        }

        @Test
        void nobody_reads_the_hidden_unit() throws LDAPException {
            try (var connection = connect()) {
                connection.bind(Fixture.READER_DN, Fixture.READER_PASSWORD);
                assertThat(connection.getEntry("cn=unseen," + Fixture.HIDDEN)).isNull();
            }
        }

        @Test
        void unauthenticated_bind_is_refused_by_default() throws LDAPException {
            try (var connection = connect()) {
                connection.getConnectionOptions().setBindWithDNRequiresPassword(false);
                assertThatThrownBy(() -> connection.bind(Fixture.person("alice").dn(), ""))
                        .hasFieldOrPropertyWithValue("resultCode", ResultCode.UNWILLING_TO_PERFORM);
            }
        }

        @Test
        void crash_is_survived_on_the_same_port_with_the_same_tree() throws LDAPException {
            SLAPD.crash();
            assertThatThrownBy(Plain::connect).isInstanceOf(LDAPException.class);
            SLAPD.start();
            assertThat(asReader("alice")).isNotNull();
        }

        private static SearchResultEntry asReader(String uid) throws LDAPException {
            try (var connection = connect()) {
                connection.bind(Fixture.READER_DN, Fixture.READER_PASSWORD);
                return connection.getEntry(Fixture.person(uid).dn());
            }
        }

        private static LDAPConnection connect() throws LDAPException {
            return new LDAPConnection(HOST, SLAPD.port());
        }
    }

    @ParameterizedTest
    @EnumSource
    void only_the_good_certificate_is_good(ServerCertificate which) throws Exception {
        try (var slapd = OpenLdap.named("cert-" + which).certificate(which).start()) {
            if (which == ServerCertificate.GOOD) {
                shakeHands(slapd);
            } else {
                assertThatThrownBy(() -> shakeHands(slapd)).isInstanceOf(SSLHandshakeException.class);
            }
        }
    }

    /** With the name check JNDI makes on ldaps (RFC 4513 3.1.3). */
    private static void shakeHands(OpenLdap slapd) throws IOException {
        var factory = TestAuthority.shared().trustingContext().getSocketFactory();
        try (var socket = (SSLSocket) factory.createSocket(HOST, slapd.securePort())) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("LDAPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }
}
