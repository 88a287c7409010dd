package org.latchkey.internal.admission;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.latchkey.spi.DirectoryEntry;

/**
 * The values of an entry as flags, numbers and dates. What cannot be read as one is an {@link IllegalArgumentException}.
 *
 * @param entry the entry
 */
record StateValues(DirectoryEntry entry) {

    private static final long TICKS_A_SECOND = 10_000_000;
    private static final long NANOS_A_TICK = 100;
    /** From the first of January 1601 to that of 1970. */
    private static final long SECONDS_BEFORE_EPOCH = 11_644_473_600L;

    /** The values of an attribute, every one of which must be text: what is not seen could be a lock. */
    List<String> texts(String attribute) {
        List<String> texts = entry.texts(attribute);
        if (texts.size() < entry.values(attribute).size()) {
            throw new IllegalArgumentException("no text");
        }
        return texts;
    }

    /** Whether an attribute says TRUE, in any case as 389 Directory Server takes it. */
    boolean isTrue(String attribute) {
        return texts(attribute).stream().anyMatch("true"::equalsIgnoreCase);
    }

    /** The one number of an attribute, or empty when there is none. */
    OptionalLong number(String attribute) {
        return texts(attribute).stream().mapToLong(Long::parseLong).findFirst();
    }

    boolean isNumber(String attribute, long expected) {
        OptionalLong number = number(attribute);
        return number.isPresent() && number.getAsLong() == expected;
    }

    /** Whether a number has any of the bits. */
    boolean hasAny(String attribute, long bits) {
        return (number(attribute).orElse(0) & bits) != 0;
    }

    /** The times of an attribute, written as in RFC 4517. */
    Stream<Instant> times(String attribute) {
        return texts(attribute).stream().map(GeneralizedTime::parse);
    }

    /** The times of an attribute, written as 100-nanosecond ticks since 1601; 0 and the greatest number mean never. */
    Stream<Instant> ticks(String attribute) {
        return number(attribute).stream()
                .filter(ticks -> ticks != 0 && ticks != Long.MAX_VALUE)
                .mapToObj(ticks -> Instant.ofEpochSecond(
                        Math.floorDiv(ticks, TICKS_A_SECOND) - SECONDS_BEFORE_EPOCH,
                        Math.floorMod(ticks, TICKS_A_SECOND) * NANOS_A_TICK));
    }
}
