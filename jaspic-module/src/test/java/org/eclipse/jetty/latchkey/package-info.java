/** What tests take for Jetty's. */
@org.jspecify.annotations.NullMarked
package org.eclipse.jetty.latchkey;
