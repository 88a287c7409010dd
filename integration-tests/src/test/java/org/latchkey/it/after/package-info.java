/** What is checked once the whole suite has run: nothing written, nothing secret logged. */
@NullMarked
package org.latchkey.it.after;

import org.jspecify.annotations.NullMarked;
