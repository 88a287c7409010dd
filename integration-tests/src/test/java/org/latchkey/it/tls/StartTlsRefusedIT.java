package org.latchkey.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** A directory that refuses to be upgraded: nothing goes over the connection in clear. */
class StartTlsRefusedIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("start-tls-refused")
            .global("restrict extended=1.3.6.1.4.1.1466.20037")
            .build();

    @Test
    void nothing_is_bound_in_clear_where_start_tls_is_refused() throws Exception {
        String ca = TestAuthority.shared().caPem().toString();
        try (Engine engine = Way.START_TLS.engine(SLAPD, "caCertificateFile", ca)) {
            Operations seen = SLAPD.during(() -> {
                for (int login = 0; login < 3; login++) {
                    assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.TLS_FAILURE);
                }
            });
            assertThat(seen.binds()).isZero();
            assertThat(seen.searches()).isZero();
            assertThat(engine.lastFault()).contains("StartTLS was answered with result 53");
        }
    }
}
