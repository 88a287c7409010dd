/** The JDK's LDAP provider, and the only place that knows it. */
@NullMarked
package org.latchkey.internal.jndi;

import org.jspecify.annotations.NullMarked;
