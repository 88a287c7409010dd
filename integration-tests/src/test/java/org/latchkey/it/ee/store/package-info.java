/** What an application brings that has a mechanism of Jakarta Security, and needs an identity store. */
@NullMarked
package org.latchkey.it.ee.store;

import org.jspecify.annotations.NullMarked;
