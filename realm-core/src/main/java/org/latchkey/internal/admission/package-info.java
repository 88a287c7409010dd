/** Who may come in: the account's state, excluded users, required attributes, required and denied groups. */
@NullMarked
package org.latchkey.internal.admission;

import org.jspecify.annotations.NullMarked;
