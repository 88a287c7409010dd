/** The vocabulary of a login: requests, credentials, secrets, results and the names of a directory. */
@NullMarked
package org.latchkey.auth;

import org.jspecify.annotations.NullMarked;
