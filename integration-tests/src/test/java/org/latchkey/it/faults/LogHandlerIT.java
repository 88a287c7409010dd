package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.login.Engine;

/** What is logged never decides a login, and neither does what could not be logged. */
@FaultRow(29)
@ExtendWith(Leftovers.class)
class LogHandlerIT {
    private final Logger engineLog = Logger.getLogger("org.latchkey");
    private final Level before = engineLog.getLevel();
    private Handler broken = new Broken(RuntimeException.class);

    @AfterEach
    void mend() {
        engineLog.removeHandler(broken);
        engineLog.setLevel(before);
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class})
    void a_log_handler_that_throws_changes_no_result(Class<? extends Throwable> thrown) throws Exception {
        var calls = breakBy(thrown);
        try (var peer = ScriptedPeer.start();
                var engine = Engine.searchingAt(peer.url(), "connectionTimeout", "1s", "readTimeout", "1s")) {
            assertThat(Engine.roles(engine.loginAs("alice"))).containsExactly("staff");
            assertThat(Engine.reason(engine.login("alice", "wrong-c4nary"))).isEqualTo(RejectionReason.BAD_PASSWORD);
            assertThat(Engine.reason(engine.login("alice", ""))).isEqualTo(RejectionReason.EMPTY_PASSWORD);
            peer.on(Step.USER_BIND, Replies.finish());
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.UNREACHABLE);
            assertThat(calls).hasValueGreaterThanOrEqualTo(4);
        }
    }

    private AtomicInteger breakBy(Class<? extends Throwable> thrown) {
        var handler = new Broken(thrown);
        broken = handler;
        engineLog.setLevel(Level.ALL);
        engineLog.addHandler(handler);
        return handler.calls;
    }

    private static final class Broken extends Handler {
        private final Class<? extends Throwable> thrown;
        private final AtomicInteger calls = new AtomicInteger();

        Broken(Class<? extends Throwable> thrown) {
            this.thrown = thrown;
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord line) {
            calls.incrementAndGet();
            if (thrown == NoClassDefFoundError.class) {
                throw new NoClassDefFoundError("org/example/Formatter");
            }
            throw new IllegalStateException("the disk is full");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
