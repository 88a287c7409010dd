package org.latchkey.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One line on a terminal that tells how far a list is, written over and over. Used by one thread. */
final class ProgressLine {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private final PrintWriter err;
    private final LongSupplier nanoTime;
    private final boolean shown;
    private final long since;
    private long last;
    private long users;
    private int width;

    /**
     * Makes the line; nothing is written.
     *
     * @param err the terminal
     * @param shown whether it is one
     * @param nanoTime a monotonic clock in nanoseconds
     */
    ProgressLine(PrintWriter err, boolean shown, LongSupplier nanoTime) {
        this.err = err;
        this.shown = shown;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
        this.last = since;
    }

    /** One more. */
    void step() {
        users++;
        long now = shown ? nanoTime.getAsLong() : last;
        if (now - last >= PAUSE) {
            last = now;
            write(String.format(
                    Locale.ROOT,
                    "%,d users, %,d a second",
                    users,
                    users * TimeUnit.SECONDS.toNanos(1) / (now - since)));
        }
    }

    /** Takes it away, so that something else can be written. */
    void clear() {
        if (width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
            width = 0;
        }
    }

    private void write(String text) {
        err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        err.flush();
        width = text.length();
    }
}
