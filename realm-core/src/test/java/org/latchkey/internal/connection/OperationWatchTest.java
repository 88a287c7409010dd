package org.latchkey.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Deadline;
import org.latchkey.internal.jndi.Awaiting;

class OperationWatchTest {

    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final OperationWatch watch = new OperationWatch();

    @Test
    void what_is_not_over_by_its_deadline_is_cut_and_nothing_else() throws Exception {
        Line late = new Line("late");
        Line early = new Line("early");
        Line patient = new Line("patient");
        watch.begin(early, Deadline.after(SHORT)).close();
        try (OperationWatch.UnderWay slow = watch.begin(late, Deadline.after(SHORT));
                OperationWatch.UnderWay other = watch.begin(patient, Deadline.after(LONG))) {
            Awaiting.until(() -> late.cut);
        }
        assertThat(patient.cut).isFalse();
        assertThat(early.cut).isFalse();
    }

    @Test
    void what_is_begun_after_a_time_of_rest_is_watched_again() throws Exception {
        for (int round = 0; round < 3; round++) {
            Line late = new Line("late");
            try (OperationWatch.UnderWay slow = watch.begin(late, Deadline.after(SHORT))) {
                Awaiting.until(() -> late.cut);
            }
            Awaiting.until(Deadline.after(Duration.ofMillis(50))::isPast);
        }
    }

    @Test
    void a_cut_is_over_when_the_operation_is() throws Exception {
        for (int round = 0; round < 50; round++) {
            Line line = new Line("at the last moment");
            Deadline deadline = Deadline.after(Duration.ofMillis(1));
            OperationWatch.UnderWay operation = watch.begin(line, deadline);
            while (!deadline.isPast()) {
                Thread.onSpinWait();
            }
            operation.close();
            boolean cut = line.cut;
            Awaiting.until(Deadline.after(Duration.ofMillis(2))::isPast);
            assertThat(line.cut).isEqualTo(cut);
        }
    }
}
