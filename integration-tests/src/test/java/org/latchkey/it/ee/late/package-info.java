/** An application that registers the module itself, when it is asked to: long after it was deployed. */
@NullMarked
package org.latchkey.it.ee.late;

import org.jspecify.annotations.NullMarked;
