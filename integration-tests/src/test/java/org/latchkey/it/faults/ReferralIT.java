package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.login.Engine;
import org.latchkey.it.namespace.Firewall;
import org.latchkey.it.namespace.InNamespace;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.SlapdOptions;

/** A server that sends to another host: nothing goes there, not even a SYN, and no question to DNS. */
@InNamespace
@FaultRow(19)
class ReferralIT {
    private static ServerSocket elsewhere;
    private static OpenLdap server;
    private Firewall firewall;

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @BeforeAll
    static void start() throws IOException {
        elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        String url = "ldap://localhost:" + elsewhere.getLocalPort() + "/";
        server = OpenLdap.named("referral")
                .referralTo(url + "ou=elsewhere,dc=example,dc=org")
                .returnCode("moved", 10, "op=bind", "ref=\"" + url + "cn=moved\"")
                .returnCode("base", 10, "op=search", "ref=\"" + url + "ou=elsewhere,dc=example,dc=org\"")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        elsewhere.close();
    }

    @BeforeEach
    void count() {
        firewall = new Firewall();
        firewall.count("tcp dport " + elsewhere.getLocalPort());
        firewall.count("udp dport 53");
    }

    @AfterEach
    void stopCounting() {
        firewall.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "ignore", "throw", "follow"})
    void referral_among_the_groups_is_not_followed_whatever_is_configured(String referrals) throws Exception {
        try (Engine engine = Brisk.searching(
                server, server.url(), "roleBase", Fixture.REFERRALS, "roleSubtree", "true", "referrals", referrals)) {
            assertNowhere(engine.loginAs("alice"));
        }
    }

    @Test
    void roles_beside_a_referral_are_told_where_the_administrator_has_said_that_they_are_all() throws Exception {
        try (Engine engine = Brisk.searching(
                server, server.url(), "roleBase", Fixture.REFERRALS, "roleSubtree", "true", "adCompat", "true")) {
            assertThat(Engine.roles(engine.loginAs("alice"))).containsExactly("beside-referral");
            assertThat(firewall.counted()).isZero();
        }
    }

    @Test
    void referral_instead_of_a_verdict_carries_the_password_nowhere() throws Exception {
        try (Engine engine = Brisk.bindingToCodes(server.url(), "referrals", "follow")) {
            assertNowhere(engine.login("moved", "any-c4nary"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"userBase", "roleBase"})
    void referral_instead_of_a_search_base_is_not_followed(String key) throws Exception {
        String base = "cn=base," + SlapdOptions.RETURN_CODES;
        try (Engine engine = Brisk.searching(server, server.url(), key, base, "referrals", "follow")) {
            assertNowhere(engine.loginAs("alice"));
        }
    }

    /** Not that it counts nothing because it cannot count. */
    @Test
    void filter_counts_what_does_go_there() throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), elsewhere.getLocalPort()).close();
        assertThat(firewall.counted()).isPositive();
    }

    private void assertNowhere(AuthenticationResult result) {
        assertThat(result).isNotInstanceOf(Authenticated.class);
        assertThat(firewall.counted()).isZero();
    }
}
