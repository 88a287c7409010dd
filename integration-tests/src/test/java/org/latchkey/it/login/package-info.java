/** Logins through the whole engine on a real OpenLDAP: bad inputs, hostile names, outages, and what is counted at the server. */
@NullMarked
package org.latchkey.it.login;

import org.jspecify.annotations.NullMarked;
