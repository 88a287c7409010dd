/** Where the tests keep what they make. */
@NullMarked
package org.latchkey.it.support;

import org.jspecify.annotations.NullMarked;
