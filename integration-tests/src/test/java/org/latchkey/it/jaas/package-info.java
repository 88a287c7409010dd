/** The login module where no container is: a program of its own that asks JAAS who somebody is, and a real directory. */
@NullMarked
package org.latchkey.it.jaas;

import org.jspecify.annotations.NullMarked;
