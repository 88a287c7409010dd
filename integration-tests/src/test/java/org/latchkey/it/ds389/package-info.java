/** A real 389 Directory Server of the tests' own, and the tree it holds. */
@NullMarked
package org.latchkey.it.ds389;

import org.jspecify.annotations.NullMarked;
