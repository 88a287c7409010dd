/** The front door of the engine: what the containers' doors open, and nothing else. */
@NullMarked
package org.latchkey;

import org.jspecify.annotations.NullMarked;
