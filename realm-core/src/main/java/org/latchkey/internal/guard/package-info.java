/** Decorators around the engine: listening and the input gate. */
@NullMarked
package org.latchkey.internal.guard;

import org.jspecify.annotations.NullMarked;
