/** One configuration language for every door: the catalogue of keys, the reader, and the records it makes. */
@NullMarked
package org.latchkey.config;

import org.jspecify.annotations.NullMarked;
