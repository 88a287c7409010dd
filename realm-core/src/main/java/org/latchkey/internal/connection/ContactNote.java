package org.latchkey.internal.connection;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryException;

/**
 * Keeps note of how the last contact went. Safe for use by many threads.
 *
 * <p>An answer that cannot be used is an answer: only what keeps everybody out counts as down.
 */
final class ContactNote {

    private static final Set<UnavailableCause> DOWN = EnumSet.of(
            UnavailableCause.UNREACHABLE,
            UnavailableCause.TIMEOUT,
            UnavailableCause.TLS_FAILURE,
            UnavailableCause.SERVICE_BIND_REFUSED);

    private final AtomicReference<Contact> last =
            new AtomicReference<>(new Contact(true, false, Instant.now(), null, ""));

    Contact last() {
        return last.get();
    }

    void wentWell() {
        last.updateAndGet(before ->
                before.up() && before.tried() ? before : new Contact(true, true, since(before, true), null, ""));
    }

    /** A server that was out answers again: that ends an outage, and nothing else. */
    void serverIsBack() {
        if (last.get().cause() != UnavailableCause.SERVICE_BIND_REFUSED) {
            wentWell();
        }
    }

    void failed(DirectoryException fault) {
        UnavailableCause cause = fault.unavailableCause();
        if (DOWN.contains(cause)) {
            String detail = String.valueOf(fault.getMessage());
            last.updateAndGet(before ->
                    new Contact(false, true, before.cause() == cause ? before.since() : Instant.now(), cause, detail));
        }
    }

    private static Instant since(Contact before, boolean up) {
        return before.up() == up ? before.since() : Instant.now();
    }
}
