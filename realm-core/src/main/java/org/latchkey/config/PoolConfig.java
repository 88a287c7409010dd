package org.latchkey.config;

/**
 * How many connections a directory may have open at once, and so how many logins may be in it.
 *
 * @param searches the most connections for searches as the service
 * @param binds the most connections for users' binds
 */
public record PoolConfig(int searches, int binds) {

    /** Checks that there may be some. */
    public PoolConfig {
        if (searches < 1 || binds < 1) {
            throw new IllegalArgumentException("a pool without a connection serves nobody");
        }
    }

    /**
     * How many logins each find a connection of both kinds without waiting.
     *
     * @return the smaller of both
     */
    public int logins() {
        return Math.min(searches, binds);
    }
}
