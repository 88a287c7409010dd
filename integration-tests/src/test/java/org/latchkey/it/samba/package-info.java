/** A real Active Directory domain controller (Samba) of the tests' own, and the domain it serves. */
@NullMarked
package org.latchkey.it.samba;

import org.jspecify.annotations.NullMarked;
