/** What was seen when a directory was looked at from outside: values, for whoever draws or writes them. */
@NullMarked
package org.latchkey.inspect;

import org.jspecify.annotations.NullMarked;
