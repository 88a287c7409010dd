/** What Open Liberty brings, to compile against. */
@NullMarked
package com.ibm.wsspi.security.jaspi;

import org.jspecify.annotations.NullMarked;
