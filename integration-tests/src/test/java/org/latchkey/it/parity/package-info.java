/**
 * The differential test: Tomcat's JNDIRealm and Latchkey's LdapRealm, given the same attributes, the same directory and the
 * same people. {@code Configurations} says how, {@code Users} who tries and what is right, {@code Differences} where
 * JNDIRealm does something else and why Latchkey does not follow.
 */
@NullMarked
package org.latchkey.it.parity;

import org.jspecify.annotations.NullMarked;
