/** From a credential to a verdict: by bind, by comparison, or because the container already proved it. */
@NullMarked
package org.latchkey.internal.credential;

import org.jspecify.annotations.NullMarked;
