package org.latchkey.it.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.latchkey.config.ConfigException;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.SlapdOptions;

/** Engines that give up soon, so that outages are short. */
final class Brisk {
    /** Of a whole login. */
    static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(3);
    /** The longest a caller may wait: the deadline and what a busy machine adds. */
    static final Duration ANSWERED = LOGIN_TIMEOUT.plusMillis(1_200);

    private static final String[] LIMITS = {
        "connectionTimeout", "500", "readTimeout", "700", "loginTimeout", "3s", "serverRetryInterval", "1s"
    };

    private Brisk() {}

    /** The fixture's people found by search, at these URLs; then these pairs. */
    static Engine searching(OpenLdap reader, String urls, String... pairs) throws ConfigException {
        return Engine.searching(reader, all(LIMITS, new String[] {"connectionURL", urls}, pairs));
    }

    /** The fixture's people bound at once, nothing searched for. */
    static Engine binding(String urls, String... pairs) throws ConfigException {
        String[] template = {"connectionURL", urls, "userPattern", "uid={0}," + Fixture.PEOPLE};
        return Engine.of(all(LIMITS, template, pairs));
    }

    /** Users whose binds slapd answers by the result code that {@link SlapdOptions#returnCode} gave their name. */
    static Engine bindingToCodes(String urls, String... pairs) throws ConfigException {
        String[] template = {"connectionURL", urls, "userPattern", "cn={0}," + SlapdOptions.RETURN_CODES};
        return Engine.of(all(LIMITS, template, pairs));
    }

    /** How often a server failed this engine: by connections that could not be opened, and by questions left unanswered. */
    static long failuresOf(Engine engine, String url) {
        return engine.health().servers().stream()
                .filter(server -> server.url().equals(url))
                .mapToLong(server -> server.connectionsFailed() + server.unanswered())
                .findFirst()
                .orElseThrow(() -> new AssertionError(url + " is not among " + engine.health()));
    }

    /** What the work gives, and how long it took. */
    static <T> Timed<T> timed(Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        return new Timed<>(result, Duration.ofNanos(System.nanoTime() - start));
    }

    private static String[] all(String[]... parts) {
        return Stream.of(parts).flatMap(Arrays::stream).toArray(String[]::new);
    }

    /**
     * A result and its price.
     *
     * @param took from start to end
     */
    record Timed<T>(T result, Duration took) {}
}
