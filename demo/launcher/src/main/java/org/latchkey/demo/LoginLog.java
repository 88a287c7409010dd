package org.latchkey.demo;

import java.util.Queue;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;

/**
 * Listens to Latchkey's login log, which tells an admin why somebody was refused; the application is never told.
 *
 * <p>Safe for use by several threads.
 */
final class LoginLog extends Handler implements AutoCloseable {
    private static final Pattern REASON = Pattern.compile("\\breason=(\\w+)");

    private final Logger logger = Logger.getLogger("org.latchkey.login");
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    static LoginLog open() {
        LoginLog log = new LoginLog();
        log.logger.addHandler(log);
        log.logger.setUseParentHandlers(false);
        return log;
    }

    /** Why logins were refused since the last call; empty if none was. */
    String takeReason() {
        StringJoiner reasons = new StringJoiner(" ");
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            REASON.matcher(line).results().limit(1).map(found -> found.group(1)).forEach(reasons::add);
        }
        return reasons.toString();
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(new SimpleFormatter().formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
