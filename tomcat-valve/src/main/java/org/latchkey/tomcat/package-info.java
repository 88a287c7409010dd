/** The Tomcat realm: a thin door between Tomcat's {@code Realm} contract and the engine. */
@NullMarked
package org.latchkey.tomcat;

import org.jspecify.annotations.NullMarked;
