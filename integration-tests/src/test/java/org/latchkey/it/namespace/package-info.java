/** Tests in a network of their own, with only a loopback device, where packets can be dropped and names left unresolved. */
@NullMarked
package org.latchkey.it.namespace;

import org.jspecify.annotations.NullMarked;
