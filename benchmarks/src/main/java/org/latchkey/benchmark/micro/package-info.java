/** JMH benchmarks of what runs on every request without touching the directory. */
@NullMarked
package org.latchkey.benchmark.micro;

import org.jspecify.annotations.NullMarked;
