package org.latchkey.internal.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.UnavailableCause;

/**
 * How the last contact with a directory went. Immutable.
 *
 * @param up whether it went well; true before the first one
 * @param tried whether there was one
 * @param since when this last changed
 * @param cause what was wrong, or {@code null} while it is up
 * @param detail a sentence about it, without secrets; empty while it is up
 */
public record Contact(
        boolean up, boolean tried, Instant since, @Nullable UnavailableCause cause, String detail) {}
