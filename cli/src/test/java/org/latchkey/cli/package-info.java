/** Tests of the command line. */
@NullMarked
package org.latchkey.cli;

import org.jspecify.annotations.NullMarked;
