/** The realm inside real Tomcat distributions: logins over HTTP, starts that must fail, outages, restarts. */
@NullMarked
package org.latchkey.it.container;

import org.jspecify.annotations.NullMarked;
