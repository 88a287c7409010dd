package org.latchkey.internal.connection;

/**
 * How a pool is filled. Immutable.
 *
 * @param size the most connections it may hold
 * @param lent how many are in use
 * @param idle how many wait for use
 */
public record PoolStatus(int size, int lent, int idle) {}
