/** A TCP relay that makes a network out of loopback. */
@NullMarked
package org.latchkey.benchmark.relay;

import org.jspecify.annotations.NullMarked;
