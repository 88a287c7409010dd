/** An in-memory directory for answers a real server cannot be brought to give. */
@NullMarked
package org.latchkey.it.memory;

import org.jspecify.annotations.NullMarked;
