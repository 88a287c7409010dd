/** Pools, servers and their health; no JNDI here. */
@NullMarked
package org.latchkey.internal.connection;

import org.jspecify.annotations.NullMarked;
