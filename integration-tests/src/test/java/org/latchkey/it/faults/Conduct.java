package org.latchkey.it.faults;

import java.io.IOException;

/**
 * What a {@link ScriptedPeer} does with a request, or with a new connection. Runs in the connection's only thread: while it
 * runs, nothing more is read.
 */
@FunctionalInterface
interface Conduct {
    void play(Exchange exchange) throws IOException;

    /** This one, and then another. */
    default Conduct then(Conduct next) {
        return exchange -> {
            play(exchange);
            next.play(exchange);
        };
    }
}
