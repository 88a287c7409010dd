/** A web application of the tests' own, for the login methods and the questions the sample applications do not have. */
@NullMarked
package org.latchkey.it.container.probe;

import org.jspecify.annotations.NullMarked;
