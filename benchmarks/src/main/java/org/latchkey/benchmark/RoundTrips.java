package org.latchkey.benchmark;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.latchkey.benchmark.measure.Quartiles;

/** What the network costs, seen by the smallest question there is: the root DSE, without attributes. */
final class RoundTrips {
    private static final int WARM_UP = 300;
    private static final int ASKED = 300;

    private RoundTrips() {}

    /** The times of one question, in microseconds. */
    private static Quartiles micros(int port) throws LDAPException {
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port)) {
            double[] taken = new double[ASKED];
            for (int i = -WARM_UP; i < ASKED; i++) {
                long before = System.nanoTime();
                connection.getEntry("", "1.1");
                taken[Math.max(i, 0)] = (System.nanoTime() - before) / 1e3;
            }
            return Quartiles.of(DoubleStream.of(taken));
        }
    }

    /** One sentence. */
    static String told(int direct, int undelayed, int delayed) throws LDAPException {
        return String.format(
                Locale.ROOT,
                "One question and its answer take %.0f µs directly, %.0f µs through the relay without a delay, and %.0f µs"
                        + " with 1 ms in each direction",
                micros(direct).median(),
                micros(undelayed).median(),
                micros(delayed).median());
    }
}
