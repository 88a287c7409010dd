/** What a test needs from the machine, and the list of tests that had to do without. */
@NullMarked
package org.latchkey.it.require;

import org.jspecify.annotations.NullMarked;
