/** Who may come in. */
@NullMarked
package org.latchkey.internal.admission;

import org.jspecify.annotations.NullMarked;
