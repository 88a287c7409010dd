package org.latchkey.it.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Everything the engine logs during a test, down to single operations; as a {@code @RegisterExtension} field. */
final class LoginLines extends Handler implements BeforeEachCallback, AfterEachCallback {
    private static final String LOGIN = "org.latchkey.login";

    private final Logger engine = Logger.getLogger("org.latchkey");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private Level before = Level.INFO;

    /** The lines that tell of logins. */
    List<String> logins() {
        return records.stream()
                .filter(line -> LOGIN.equals(line.getLoggerName()))
                .map(LogRecord::getMessage)
                .toList();
    }

    /** Every line. */
    List<String> all() {
        return records.stream()
                .map(line -> line.getMessage() + (line.getThrown() == null ? "" : " " + line.getThrown()))
                .toList();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        before = engine.getLevel();
        records.clear();
        setLevel(Level.ALL);
        engine.setLevel(Level.ALL);
        engine.addHandler(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        engine.removeHandler(this);
        engine.setLevel(before);
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
