/** The same people and groups, told of in every way in which a directory can tell of them. */
@NullMarked
package org.latchkey.it.membership;

import org.jspecify.annotations.NullMarked;
