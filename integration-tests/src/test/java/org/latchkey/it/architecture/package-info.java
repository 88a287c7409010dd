/** Holds the packages of the project apart, as docs/adr describes. */
@NullMarked
package org.latchkey.it.architecture;

import org.jspecify.annotations.NullMarked;
