/**
 * What a trusted proxy may say of who somebody is, and how it is read. Knows no container: a door hands in the socket's
 * address, what the connection has proved and the request's headers, and gets one of four answers.
 */
@NullMarked
package org.latchkey.proxy;

import org.jspecify.annotations.NullMarked;
