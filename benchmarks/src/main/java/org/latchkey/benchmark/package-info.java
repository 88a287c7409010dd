/** The command: what is measured, in which order, and where the figures go. */
@NullMarked
package org.latchkey.benchmark;

import org.jspecify.annotations.NullMarked;
