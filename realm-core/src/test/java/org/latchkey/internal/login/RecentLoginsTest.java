package org.latchkey.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Dn;

class RecentLoginsTest {

    private static final Dn ALICE = Dn.parse("uid=alice,dc=x");

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final RecentLogins recent = new RecentLogins(true, Duration.ofMinutes(10), now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void a_dn_is_remembered_by_the_very_name_that_was_typed() {
        recent.accepted("alice", ALICE);
        assertThat(recent.dn("alice")).contains(ALICE);
        assertThat(recent.dn("Alice")).isEmpty();
    }

    @Test
    void using_a_dn_does_not_keep_it_longer() {
        recent.accepted("alice", ALICE);
        pass(Duration.ofMinutes(9));
        recent.accepted("alice", ALICE);
        assertThat(recent.dn("alice")).isPresent();
        pass(Duration.ofMinutes(2));
        assertThat(recent.dn("alice")).isEmpty();
    }

    @Test
    void a_refusal_forgets_the_dn_and_keeps_anything_from_being_sent_ahead_for_five_minutes() {
        recent.accepted("alice", ALICE);
        recent.refused("alice");
        assertThat(recent.dn("alice")).isEmpty();
        assertThat(recent.mayOverlap("alice")).isFalse();
        assertThat(recent.mayOverlap("bob")).isTrue();
        pass(Duration.ofMinutes(6));
        assertThat(recent.mayOverlap("alice")).isTrue();
    }

    @Test
    void a_login_ends_the_caution() {
        recent.refused("alice");
        recent.accepted("alice", null);
        assertThat(recent.mayOverlap("alice")).isTrue();
        assertThat(recent.dn("alice")).isEmpty();
    }

    @Test
    void zero_remembers_nothing_and_without_overlap_nothing_is_sent_ahead() {
        RecentLogins off = new RecentLogins(false, Duration.ZERO, now::get);
        off.accepted("alice", ALICE);
        assertThat(off.dn("alice")).isEmpty();
        assertThat(off.mayOverlap("alice")).isFalse();
    }

    @Test
    void however_many_names_are_tried_the_memory_is_bounded() {
        for (int i = 0; i < 30_000; i++) {
            recent.accepted("a" + i, ALICE);
            recent.refused("b" + i);
        }
        long kept = 0;
        for (int i = 0; i < 30_000; i++) {
            kept += recent.dn("a" + i).isPresent() ? 1 : 0;
            kept += recent.mayOverlap("b" + i) ? 0 : 1;
        }
        assertThat(kept).isBetween(1L, 20_000L);
    }
}
