/** What goes wrong between the engine and a directory, brought about on purpose, and what the engine must make of it. */
@NullMarked
package org.latchkey.it.faults;

import org.jspecify.annotations.NullMarked;
