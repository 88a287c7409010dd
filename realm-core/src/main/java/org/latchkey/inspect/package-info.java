/** What was seen when a directory was looked at from outside: values, and how they read as text. */
@NullMarked
package org.latchkey.inspect;

import org.jspecify.annotations.NullMarked;
