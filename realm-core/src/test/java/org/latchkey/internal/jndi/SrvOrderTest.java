package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SrvOrderTest {

    private static final Srv HEAVY = new Srv(5, 75, 389, "heavy.test");
    private static final Srv LIGHT = new Srv(5, 25, 389, "light.test");
    private static final Srv WEIGHTLESS = new Srv(5, 0, 389, "weightless.test");
    private static final Srv FIRST = new Srv(1, 0, 389, "first.test");
    private static final Srv LAST = new Srv(9, 65_535, 389, "last.test");

    private final SrvOrder order = new SrvOrder(new Random(42));

    @Test
    void weight_never_beats_priority_and_nobody_is_left_out() {
        for (int i = 0; i < 1000; i++) {
            List<Srv> ordered = order.of(List.of(LAST, HEAVY, WEIGHTLESS, LIGHT, FIRST));
            assertThat(ordered)
                    .startsWith(FIRST)
                    .endsWith(LAST)
                    .containsExactlyInAnyOrder(FIRST, HEAVY, LIGHT, WEIGHTLESS, LAST);
        }
    }

    @Test
    void among_equals_each_comes_first_in_proportion_to_its_weight() {
        int draws = 20_000;
        int heavy = 0;
        int weightless = 0;
        for (int i = 0; i < draws; i++) {
            Srv first = order.of(List.of(HEAVY, WEIGHTLESS, LIGHT)).get(0);
            heavy += first.equals(HEAVY) ? 1 : 0;
            weightless += first.equals(WEIGHTLESS) ? 1 : 0;
        }
        assertThat(heavy / (double) draws).isCloseTo(0.75, within(0.03));
        assertThat(weightless / (double) draws).isBetween(0.001, 0.03);
    }

    @Test
    void without_weights_each_has_the_same_chance() {
        Srv other = new Srv(5, 0, 389, "other.test");
        assertThat(Stream.generate(() -> order.of(List.of(WEIGHTLESS, other)).get(0))
                        .limit(100)
                        .distinct())
                .hasSize(2);
        assertThat(order.of(List.of())).isEmpty();
    }
}
