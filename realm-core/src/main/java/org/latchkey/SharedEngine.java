package org.latchkey;

import org.latchkey.auth.Authenticator;

/** One open engine and who holds it. Everything but the engine itself is guarded by {@link SharedEngines}. */
final class SharedEngine {

    private final String fingerprint;
    private final LdapAuthenticator engine;
    private final Authenticator authenticator;
    private int holds;
    private long idleSince;

    /**
     * Takes over an engine.
     *
     * @param fingerprint of its configuration
     * @param engine the engine
     * @param authenticator the engine with what stands before it
     */
    SharedEngine(String fingerprint, LdapAuthenticator engine, Authenticator authenticator) {
        this.fingerprint = fingerprint;
        this.engine = engine;
        this.authenticator = authenticator;
    }

    String fingerprint() {
        return fingerprint;
    }

    LdapAuthenticator engine() {
        return engine;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    void hold() {
        holds++;
    }

    void release(long now) {
        holds--;
        idleSince = now;
    }

    boolean isHeld() {
        return holds > 0;
    }

    /** For how long nobody has held it. */
    long idleNanos(long now) {
        return now - idleSince;
    }
}
