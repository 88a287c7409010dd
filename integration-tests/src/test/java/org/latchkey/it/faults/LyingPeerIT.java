package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.login.Engine;

/** A directory that answers in good form what no directory should. */
@ExtendWith(Leftovers.class)
class LyingPeerIT {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final String[] BRISK = {"loginTimeout", "2s", "connectionTimeout", "1s", "readTimeout", "1s"};
    private static final String TWO_GIGABYTES = "30 84 7f ff ff ff";
    private static final String CHANGE_AFTER_RESET = "30 03 81 01 02";

    @RegisterExtension
    final LoginLines log = new LoginLines();

    /** The first login of a JVM loads half of it. */
    @BeforeAll
    static void warmUp() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url())) {
            assertThat(Engine.roles(engine.loginAs("alice"))).containsExactly("staff");
        }
    }

    @FaultRow(19)
    @ParameterizedTest
    @EnumSource(names = {"SERVICE_BIND", "USER_BIND"})
    void a_bind_referred_elsewhere_verifies_nobody_and_nothing_is_sent_there(Step step) throws Exception {
        try (var elsewhere = ScriptedPeer.start();
                var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), with("referrals", "follow"))) {
            var referral = List.of(elsewhere.url() + "/dc=example,dc=org");
            peer.on(
                    step,
                    exchange ->
                            exchange.send(List.of(HonestDirectory.bind(exchange.id(), ResultCode.REFERRAL, referral))));
            assertThat(Engine.name(engine.loginAs("alice"))).isNull();
            assertThat(elsewhere.received().connections()).isZero();
        }
    }

    @FaultRow(19)
    @ParameterizedTest
    @EnumSource(names = {"USER_SEARCH", "ROLE_SEARCH"})
    void a_search_referred_elsewhere_is_not_carried_on_there(Step step) throws Exception {
        try (var elsewhere = ScriptedPeer.start();
                var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), with("referrals", "follow"))) {
            peer.on(step, Replies.referred(elsewhere.url()));
            assertThat(Engine.name(engine.loginAs("alice"))).isNull();
            assertThat(elsewhere.received().connections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "49", "53"})
    void a_password_policy_value_longer_than_its_bytes_is_no_answer_and_costs_no_memory(int code) throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), BRISK)) {
            peer.on(Step.USER_BIND, Replies.bind(ResultCode.valueOf(code), Replies.passwordPolicy(TWO_GIGABYTES)));
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.DIRECTORY_ERROR);
            peer.honest();
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
        }
    }

    @Test
    void a_right_password_that_must_be_changed_first_does_not_let_in() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), BRISK)) {
            peer.on(Step.USER_BIND, Replies.bind(ResultCode.SUCCESS, Replies.passwordPolicy(CHANGE_AFTER_RESET)));
            assertThat(Engine.reason(engine.loginAs("alice"))).isEqualTo(RejectionReason.PASSWORD_MUST_CHANGE);
        }
    }

    @Test
    void two_entries_of_one_name_let_in_neither_and_are_told_once() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), BRISK)) {
            peer.on(Step.USER_SEARCH, exchange -> {
                exchange.send(exchange.honest().subList(0, 1));
                exchange.send(List.of(HonestDirectory.entry(exchange.id(), "uid=alice,ou=people,dc=example,dc=com")));
                exchange.send(exchange.honest().subList(1, 2));
            });
            assertThat(Engine.reason(engine.loginAs("alice"))).isEqualTo(RejectionReason.AMBIGUOUS_USER);
            assertThat(peer.received().userBinds()).as("but the decoy").noneMatch(dn -> dn.startsWith("uid="));
            assertThat(log.logins()).singleElement().asString().contains("AMBIGUOUS_USER");
        }
    }

    @Test
    @FaultRow(18)
    void ten_groups_and_a_size_limit_are_not_ten_roles() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), BRISK)) {
            peer.on(Step.ROLE_SEARCH, Replies.groups(10, Duration.ZERO, ResultCode.SIZE_LIMIT_EXCEEDED));
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.INCOMPLETE);
        }
    }

    @FaultRow(5)
    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 7, -1_000_000})
    void an_answer_to_another_request_is_nobody_s(int difference) throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), BRISK)) {
            assertThat(Engine.name(engine.loginAs("bob"))).isEqualTo("bob");
            peer.on(Step.USER_BIND, Replies.misaddressed(difference));
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.TIMEOUT);
            peer.honest();
            await().atMost(5, TimeUnit.SECONDS)
                    .until(() -> Engine.reason(engine.login("alice", "wrong-c4nary")) == RejectionReason.BAD_PASSWORD);
            assertThat(peer.received().userBinds().stream().filter(dn -> dn.startsWith("uid=bob")))
                    .hasSize(1);
        }
    }

    @Test
    @FaultRow(5)
    void an_answer_that_comes_too_late_is_not_the_next_login_s() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), with("connectionPoolSize", "2"))) {
            peer.once(Step.USER_BIND, Replies.late(DEADLINE.plusMillis(100)));
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.TIMEOUT);
            await().atMost(5, TimeUnit.SECONDS)
                    .until(() -> Engine.reason(engine.login("bob", "wrong-c4nary")) == RejectionReason.BAD_PASSWORD);
            assertThat(log.logins()).noneMatch(line -> line.startsWith("AUTHENTICATED"));
        }
    }

    private static String[] with(String key, String value) {
        return new String[] {key, value, BRISK[0], BRISK[1], BRISK[2], BRISK[3], BRISK[4], BRISK[5]};
    }
}
