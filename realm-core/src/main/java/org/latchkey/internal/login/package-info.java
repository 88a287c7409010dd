/** The story of a login. */
@NullMarked
package org.latchkey.internal.login;

import org.jspecify.annotations.NullMarked;
