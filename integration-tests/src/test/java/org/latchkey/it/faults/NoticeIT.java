package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.login.Engine;

/** A directory that says it is about to disconnect (RFC 4511 4.4.1), and does. */
@ExtendWith(Leftovers.class)
@FaultRow(24)
class NoticeIT {
    /** Message 0, an extended response: result 52, the notice's OID. */
    private static final Conduct NOTICE = Replies.raw(Replies.hex("30 24 02 01 00 78 1f 0a 01 34 04 00 04 00 8a 16"
                    + "31 2e 33 2e 36 2e 31 2e 34 2e 31 2e 31 34 36 36 2e 32 30 30 33 36"))
            .then(Replies.finish());

    /** A little later: the provider throws away an answer that it has not handed out when the notice comes. */
    private static final Conduct ANSWER_THEN_NOTICE =
            Replies.honest().then(Replies.pause(Duration.ofMillis(500))).then(NOTICE);

    @Test
    void connections_that_were_given_notice_cost_the_next_login_nothing() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), "rememberDn", "0")) {
            peer.on(Step.USER_BIND, ANSWER_THEN_NOTICE);
            peer.on(Step.ROLE_SEARCH, ANSWER_THEN_NOTICE);
            for (int login = 1; login <= 3; login++) {
                assertThat(Engine.roles(engine.loginAs("alice"))).containsExactly("staff");
                assertThat(peer.received().userBinds()).hasSize(login);
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> peer.received().open() == 0);
            }
            assertThat(engine.isUp()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"USER_SEARCH", "ROLE_SEARCH"})
    void a_search_that_is_answered_by_a_notice_is_asked_again(Step step) throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url())) {
            peer.once(step, NOTICE);
            assertThat(Engine.roles(engine.loginAs("alice"))).containsExactly("staff");
            assertThat(peer.received().userBinds()).hasSize(1);
        }
    }

    @Test
    void a_bind_that_is_answered_by_a_notice_is_not_sent_again_and_the_next_login_is_fine() throws Exception {
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url())) {
            peer.once(Step.USER_BIND, NOTICE);
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.UNREACHABLE);
            assertThat(peer.received().userBinds()).hasSize(1);
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
        }
    }
}
