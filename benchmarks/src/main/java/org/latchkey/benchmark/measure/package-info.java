/** Turns, rounds, and what is made of their figures. */
@NullMarked
package org.latchkey.benchmark.measure;

import org.jspecify.annotations.NullMarked;
