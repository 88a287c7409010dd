/**
 * The demo: a directory, a Tomcat with Latchkey as its realm, two untouched applications, and people who try the doors.
 */
@NullMarked
package org.latchkey.demo;

import org.jspecify.annotations.NullMarked;
