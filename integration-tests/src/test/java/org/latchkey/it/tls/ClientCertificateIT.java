package org.latchkey.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.RejectionReason;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operations;

/** A directory that lets nobody in without a certificate, and takes the service account from it. */
class ClientCertificateIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("client-certificate")
            .global("TLSVerifyClient demand")
            .global("authz-regexp \"^cn=tomcat,o=latchkey tests$\" \"" + Fixture.READER_DN + "\"")
            .denyAnonymousRead()
            .build();

    private static String[] showing(String type, String... pairs) {
        List<String> all = new ArrayList<>(List.of(
                "caCertificateFile",
                TestAuthority.shared().caPem().toString(),
                "keyStoreFile",
                TestAuthority.shared().clientStore(type).toString(),
                "keyStorePassword",
                TestAuthority.STORE_PASSWORD));
        all.addAll(List.of(pairs));
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource
    void the_certificate_is_shown_and_the_service_binds_by_its_password(Way way) throws Exception {
        for (String type : new String[] {"PKCS12", "JKS"}) {
            try (Engine engine = way.engine(SLAPD, showing(type))) {
                Operations seen = SLAPD.during(
                        () -> assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice"));
                assertThat(seen.bindDns()).contains(Fixture.READER_DN);
                assertThat(Engine.reason(engine.login("alice", "wrong-c4nary")))
                        .isEqualTo(RejectionReason.BAD_PASSWORD);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_certificate_is_who_searches_where_the_bind_is_external(Way way) throws Exception {
        String[] external =
                showing("PKCS12", "authentication", "EXTERNAL", "connectionName", "-", "connectionPassword", "-");
        try (Engine engine = way.engine(SLAPD, external)) {
            Operations seen = SLAPD.during(
                    () -> assertThat(Engine.roles(engine.loginAs("alice"))).isNotEmpty());
            assertThat(seen.resultCodes(Operation.Kind.BIND)).containsOnly(0);
            assertThat(seen.binds()).isEqualTo(2);
            assertThat(Engine.reason(engine.login("alice", "wrong-c4nary"))).isEqualTo(RejectionReason.BAD_PASSWORD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void without_a_certificate_nobody_is_let_in(Way way) throws Exception {
        try (Engine engine = way.engine(
                SLAPD, "caCertificateFile", TestAuthority.shared().caPem().toString())) {
            Operations seen = SLAPD.during(
                    () -> assertThat(Engine.cause(engine.loginAs("alice"))).isNotNull());
            assertThat(seen.binds()).isZero();
            assertThat(engine.isUp()).isFalse();
            assertThat(engine.lastFault())
                    .containsAnyOf(
                            "the server had asked for a client certificate, and none was shown",
                            "the server demands a client certificate that it accepts");
        }
    }
}
