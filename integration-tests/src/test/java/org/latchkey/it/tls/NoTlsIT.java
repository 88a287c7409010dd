package org.latchkey.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.faults.FaultRow;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operations;

/** A directory without TLS: nothing goes to it in clear where TLS was asked for. */
class NoTlsIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("no-tls").withoutTls().build();

    @FaultRow(12)
    @Test
    void nothing_is_bound_in_clear_where_start_tls_is_refused() throws Exception {
        try (Engine engine = Way.START_TLS.engine(SLAPD)) {
            Operations seen = SLAPD.during(() -> {
                for (int login = 0; login < 3; login++) {
                    assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.TLS_FAILURE);
                }
            });
            assertThat(seen.of(Operation.Kind.EXTENDED)).isNotEmpty().hasSameSizeAs(seen.all());
            assertThat(engine.isUp()).isFalse();
            assertThat(engine.lastFault())
                    .contains("StartTLS was answered with result 2 (unsupported extended operation)");
        }
    }

    @Test
    void ldaps_to_its_plain_port_says_what_may_be_wrong() throws Exception {
        String url = SLAPD.url().replace("ldap:", "ldaps:");
        try (Engine engine = Engine.searching(SLAPD, "connectionURL", url)) {
            Operations seen = SLAPD.during(
                    () -> assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.TLS_FAILURE));
            assertThat(seen.all()).isEmpty();
            assertThat(engine.lastFault()).contains("perhaps it does not speak TLS on this port");
        }
    }
}
