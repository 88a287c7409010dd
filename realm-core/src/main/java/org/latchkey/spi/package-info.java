/** What a site may implement: finding users, finding groups, mapping roles, admission. A preview until groups are built. */
@NullMarked
package org.latchkey.spi;

import org.jspecify.annotations.NullMarked;
