/** The door for containers that speak Jakarta Authentication 3.0, Servlet Container Profile. */
@NullMarked
package org.latchkey.jaspic;

import org.jspecify.annotations.NullMarked;
