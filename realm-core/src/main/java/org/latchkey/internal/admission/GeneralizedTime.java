package org.latchkey.internal.admission;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Generalized Time syntax (RFC 4517 3.3.13), to the second. */
final class GeneralizedTime {

    private static final Pattern TIME = Pattern.compile(
            "(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(?:(\\d\\d)(\\d\\d)?)?(?:[.,]\\d+)?(Z|[+-]\\d\\d(?:\\d\\d)?)");

    private static final int LEAP_SECOND = 60;

    private GeneralizedTime() {}

    /**
     * Reads one.
     *
     * @param text as the directory writes it, such as {@code 20261231235959Z}
     * @return the moment
     * @throws IllegalArgumentException when it is none
     */
    static Instant parse(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException("no generalized time");
        }
        try {
            return LocalDateTime.of(
                            number(time, 1),
                            number(time, 2),
                            number(time, 3),
                            number(time, 4),
                            number(time, 5),
                            Math.min(number(time, 6), LEAP_SECOND - 1))
                    .toInstant(ZoneOffset.of(time.group(7)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no generalized time", e);
        }
    }

    private static int number(Matcher time, int group) {
        String digits = time.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
