package org.latchkey.jaspic;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.latchkey.proxy.ProxyRefusal;

/** Counts what is refused of proxies, and tells the log: the first of a kind loudly. Safe for use by many threads. */
final class ProxyRefusals {

    private final Map<ProxyRefusal, LongAdder> counts = new EnumMap<>(ProxyRefusal.class);
    private final AtomicBoolean rewritten = new AtomicBoolean();
    private final Logger log = System.getLogger("org.latchkey");

    ProxyRefusals() {
        for (ProxyRefusal refusal : ProxyRefusal.values()) {
            counts.put(refusal, new LongAdder());
        }
    }

    /** A request from a trusted address was refused. */
    void add(ProxyRefusal refusal, @Nullable String address) {
        LongAdder count = Objects.requireNonNull(counts.get(refusal));
        count.increment();
        long times = count.sum();
        String message = "A request from the trusted address " + address + " is refused: " + refusal.sentence();
        if (times == 1) {
            log.log(Level.WARNING, message + ". The next of this kind are counted, and told at debug level");
        } else {
            log.log(Level.DEBUG, message + " (" + refusal + " " + times + ")");
        }
    }

    /** A request is nobody's because its address is one that a header may have told. */
    void addRewritten() {
        if (rewritten.compareAndSet(false, true)) {
            log.log(
                    Level.WARNING,
                    "A request names a user and is not believed: the server may have taken its address from a header, so that"
                            + " the proxy's own is not known here");
        }
    }
}
