/** The pages of the documentation, as texts: what runs what they say is with the servers it needs. */
@NullMarked
package org.latchkey.it.docs;

import org.jspecify.annotations.NullMarked;
