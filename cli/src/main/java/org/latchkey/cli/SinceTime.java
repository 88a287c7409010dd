package org.latchkey.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a moment: ISO 8601 with a zone, or how long ago. */
final class SinceTime {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhdw])");
    private static final int DAYS_A_WEEK = 7;

    private SinceTime() {}

    /**
     * Reads one.
     *
     * @param text such as {@code 2026-11-30T01:00:00Z} or {@code 24h}
     * @param clock the time of day
     * @return the moment
     * @throws IllegalArgumentException when it is none, or still to come
     */
    static Instant parse(String text, Clock clock) {
        Instant time = read(text, clock);
        if (time.isAfter(clock.instant())) {
            throw new IllegalArgumentException("'" + text + "' is still to come");
        }
        if (time.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("'" + text + "' is before 1970");
        }
        return time;
    }

    private static Instant read(String text, Clock clock) {
        Matcher ago = AGO.matcher(text);
        try {
            return ago.matches()
                    ? clock.instant().minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no moment: give one such as 2026-11-30T01:00:00Z, or how long ago, such as 24h"
                            + " (s, m, h, d and w are units)",
                    e);
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(DAYS_A_WEEK);
        };
    }
}
