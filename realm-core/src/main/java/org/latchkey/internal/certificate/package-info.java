/** From a client certificate to the name of its user. */
@NullMarked
package org.latchkey.internal.certificate;

import org.jspecify.annotations.NullMarked;
