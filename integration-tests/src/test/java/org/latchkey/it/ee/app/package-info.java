/** The application that is deployed on every server; it knows Jakarta EE and nothing of ours. */
@NullMarked
package org.latchkey.it.ee.app;

import org.jspecify.annotations.NullMarked;
