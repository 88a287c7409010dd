package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.it.faults.Brisk.Timed;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.login.Engine;
import org.latchkey.it.net.Haproxy;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.SlapdOptions;

/** A server that has all the connections it will have. */
@FaultRow(25)
class FullServerIT {
    private static final String BUSY = "cn=busy," + SlapdOptions.RETURN_CODES;

    @RegisterExtension
    static final OpenLdap FIRST =
            OpenLdap.named("full-first").returnCode("busy", 51, "op=bind").build();

    @RegisterExtension
    static final OpenLdap SECOND =
            OpenLdap.named("full-second").returnCode("busy", 0, "op=bind").build();

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @Test
    void reset_instead_of_a_welcome_sends_to_the_next_server() throws Exception {
        try (Haproxy full = Haproxy.before(FIRST.port(), "tcp-request connection reject");
                Engine engine = Brisk.searching(FIRST, full.url() + " " + SECOND.url(), "serverRetryInterval", "60s")) {
            assertServedInTime(engine, full.url());
        }
    }

    @Test
    void reset_instead_of_a_welcome_is_unavailable_where_there_is_no_other() throws Exception {
        try (Haproxy full = Haproxy.before(FIRST.port(), "tcp-request connection reject");
                Engine engine = Brisk.searching(FIRST, full.url())) {
            Timed<AuthenticationResult> login = Brisk.timed(() -> engine.loginAs("alice"));
            assertThat(Engine.cause(login.result())).isNotNull();
            assertThat(login.took()).isLessThan(Brisk.ANSWERED);
            assertThat(engine.isUp()).isFalse();
        }
    }

    /** HAProxy leaves whoever is too many in the kernel's queue: connected, and never answered. */
    @Test
    void connection_that_stays_in_the_queue_sends_to_the_next_server() throws Exception {
        try (Haproxy full = Haproxy.before(FIRST.port(), "maxconn 1");
                Engine holder = Brisk.binding(full.url());
                Engine engine = Brisk.searching(FIRST, full.url() + " " + SECOND.url(), "serverRetryInterval", "60s")) {
            assertThat(Engine.name(holder.loginAs("alice"))).isEqualTo("alice");
            assertServedInTime(engine, full.url());
        }
    }

    @Test
    void busy_in_answer_to_the_bind_of_the_service_sends_to_the_next_server() throws Exception {
        try (Engine engine = Brisk.searching(
                FIRST,
                FIRST.url() + " " + SECOND.url(),
                "serverRetryInterval",
                "60s",
                "connectionName",
                BUSY,
                "connectionPassword",
                Fixture.READER_PASSWORD)) {
            assertServedInTime(engine, FIRST.url());
        }
    }

    private static void assertServedInTime(Engine engine, String full) throws Exception {
        Timed<AuthenticationResult> first = Brisk.timed(() -> engine.loginAs("alice"));
        assertThat(Engine.name(first.result())).as("%s", first.result()).isEqualTo("alice");
        assertThat(first.took()).isLessThan(Brisk.ANSWERED);
        for (int i = 0; i < 10; i++) {
            assertThat(Engine.name(engine.loginAs("bob"))).isEqualTo("bob");
        }
        assertThat(Brisk.failuresOf(engine, full)).as("asked once").isOne();
    }
}
