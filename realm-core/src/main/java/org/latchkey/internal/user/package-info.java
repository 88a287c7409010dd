/** From a typed name to at most one entry. */
@NullMarked
package org.latchkey.internal.user;

import org.jspecify.annotations.NullMarked;
