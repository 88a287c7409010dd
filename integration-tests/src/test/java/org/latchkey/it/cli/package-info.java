/** The command line against real directories. */
@NullMarked
package org.latchkey.it.cli;

import org.jspecify.annotations.NullMarked;
