/** From groups to role names. */
@NullMarked
package org.latchkey.internal.role;

import org.jspecify.annotations.NullMarked;
