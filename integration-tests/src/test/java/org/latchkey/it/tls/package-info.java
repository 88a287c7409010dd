/** An own certificate authority and the server certificates, good and bad, that the tests present. */
@NullMarked
package org.latchkey.it.tls;

import org.jspecify.annotations.NullMarked;
