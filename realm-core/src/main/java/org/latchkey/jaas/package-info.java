/**
 * The JAAS door: a login module for whatever speaks {@code javax.security.auth}.
 *
 * <p>Reads the options of the module's entry as every door reads its configuration, and leaves principals of two classes in
 * the {@code Subject}.
 */
@NullMarked
package org.latchkey.jaas;

import org.jspecify.annotations.NullMarked;
