package org.latchkey.internal.connection;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.UnavailableCause;

/**
 * What is known of one server. Immutable.
 *
 * @param url its URL
 * @param state whether it is used
 * @param since when that last changed
 * @param cause why it is not used, or {@code null}
 * @param detail a sentence about the last fault, without secrets; empty when there was none
 * @param opened how many connections were opened to it
 * @param openingsFailed how many could not be opened
 * @param operations how many binds and searches it answered
 * @param unanswered how many it left unanswered
 * @param median within which time half of the last operations were answered
 * @param p95 within which time 95 of a hundred were
 * @param p99 within which time 99 of a hundred were
 */
public record ServerStatus(
        String url,
        State state,
        Instant since,
        @Nullable UnavailableCause cause,
        String detail,
        long opened,
        long openingsFailed,
        long operations,
        long unanswered,
        Duration median,
        Duration p95,
        Duration p99) {

    /** Whether a server is used. */
    public enum State {
        /** Nothing was sent to it yet. */
        UNTRIED,
        /** It is used. */
        UP,
        /** It failed and is left alone, but for probes. */
        OUT
    }
}
