/** What stands between a client and a server: delay, silence and cut connections. */
@NullMarked
package org.latchkey.it.net;

import org.jspecify.annotations.NullMarked;
