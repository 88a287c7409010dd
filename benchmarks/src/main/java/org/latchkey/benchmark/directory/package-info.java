/** A slapd of the benchmark's own, and who is in it. */
@NullMarked
package org.latchkey.benchmark.directory;

import org.jspecify.annotations.NullMarked;
