package org.latchkey.tomcat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Every line written below one logger while this is open. */
final class CapturedLog extends Handler implements AutoCloseable {

    private final Logger logger;
    private final Level before;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    CapturedLog(String name) {
        logger = Logger.getLogger(name);
        before = logger.getLevel();
        logger.setLevel(Level.ALL);
        setLevel(Level.ALL);
        logger.addHandler(this);
    }

    /** Everything of ours. */
    static CapturedLog ofLatchkey() {
        return new CapturedLog("org.latchkey");
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    /** The messages of one level, in order. */
    List<String> at(Level level) {
        return records.stream()
                .filter(line -> line.getLevel().equals(level))
                .map(CapturedLog::text)
                .toList();
    }

    /** The messages of one logger, in order. */
    List<String> of(String loggerName) {
        return records.stream()
                .filter(line -> loggerName.equals(line.getLoggerName()))
                .map(CapturedLog::text)
                .toList();
    }

    /** Every message at every level, stack traces too. */
    List<String> lines() {
        return records.stream().map(new SimpleFormatter()::format).toList();
    }

    void forget() {
        records.clear();
    }

    private static String text(LogRecord line) {
        return new SimpleFormatter().formatMessage(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
    }
}
