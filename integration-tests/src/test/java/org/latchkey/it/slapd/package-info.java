/** A real OpenLDAP server, private to the tests, and what its log says it was asked. */
@NullMarked
package org.latchkey.it.slapd;

import org.jspecify.annotations.NullMarked;
