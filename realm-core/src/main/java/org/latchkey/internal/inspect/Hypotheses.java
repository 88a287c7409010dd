package org.latchkey.internal.inspect;

import java.util.ArrayList;
import java.util.List;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.RealmConfig;
import org.latchkey.inspect.Hypothesis;
import org.latchkey.spi.DirectorySession;

/** Tries what might be wrong where a name led to nobody. Used by one thread. */
public final class Hypotheses {

    private final RealmConfig config;
    private final String name;
    private final RejectionReason reason;

    /**
     * Makes it; nothing is sent.
     *
     * @param config the directory's configuration
     * @param name the name as typed
     * @param reason why nobody was found
     */
    public Hypotheses(RealmConfig config, String name, RejectionReason reason) {
        this.config = config;
        this.name = name;
        this.reason = reason;
    }

    /**
     * Tries them.
     *
     * @param session who searches
     * @return what was tried, and what was found
     */
    public List<Hypothesis> tested(DirectorySession session) {
        return new ArrayList<>();
    }
}
