package org.latchkey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.UnavailableCause;

/**
 * What is known of a directory from the last time it was used. Immutable.
 *
 * @param up whether the last contact went well; true before the first one
 * @param since when it last changed
 * @param cause what is wrong, or {@code null} while it is up
 * @param detail a sentence about the last fault, without secrets; empty while it is up
 */
public record DirectoryHealth(
        boolean up, Instant since, @Nullable UnavailableCause cause, String detail) {}
