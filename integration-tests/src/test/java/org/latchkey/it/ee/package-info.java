/** The same applications and the same table of requests on every container: Jakarta Authentication, and what else it has. */
@NullMarked
package org.latchkey.it.ee;

import org.jspecify.annotations.NullMarked;
