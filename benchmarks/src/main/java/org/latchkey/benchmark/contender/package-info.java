/** Everybody who can log a person in, behind one interface. */
@NullMarked
package org.latchkey.benchmark.contender;

import org.jspecify.annotations.NullMarked;
