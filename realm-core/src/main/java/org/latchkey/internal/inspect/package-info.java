/** The stages of a look from outside. */
@NullMarked
package org.latchkey.internal.inspect;

import org.jspecify.annotations.NullMarked;
