/** From an entry to the groups it belongs to. */
@NullMarked
package org.latchkey.internal.group;

import org.jspecify.annotations.NullMarked;
