package org.latchkey.config;

import java.time.Duration;

/**
 * How one of several servers is chosen.
 *
 * @param order which server a new connection goes to
 * @param retryInterval how long a server that failed is left alone
 */
public record ServerPolicy(Order order, Duration retryInterval) {

    /** Which server a new connection goes to. */
    public enum Order {
        /** The first in the list that works; connections return to it. */
        ORDERED,
        /** Each of them in turn. */
        ROUND_ROBIN,
        /** Any of them. */
        RANDOM
    }
}
