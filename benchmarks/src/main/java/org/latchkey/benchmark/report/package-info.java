/** The figures as JSON, as a table, as a plot and as a page. */
@NullMarked
package org.latchkey.benchmark.report;

import org.jspecify.annotations.NullMarked;
