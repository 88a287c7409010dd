package org.latchkey.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code PT30S} and bare numbers. */
final class Durations {

    static final Duration LONGEST = Duration.ofDays(1);
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,10})(ms|s|m|h)?");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @param text the text as configured
     * @param bareUnit what a number without a unit counts
     * @param leastMillis the shortest duration accepted
     */
    static Duration parse(String text, String bareUnit, long leastMillis) {
        Duration duration = amount(text.strip(), bareUnit);
        if (duration.compareTo(Duration.ofMillis(leastMillis)) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(leastMillis > 0 ? "a login always has an end" : null);
        }
        return duration;
    }

    private static Duration amount(String text, String bareUnit) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            return iso(text);
        }
        long number = Long.parseLong(amount.group(1));
        return switch (amount.group(2) == null ? bareUnit : amount.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static Duration iso(String text) {
        if (text.matches("-[0-9]{1,10}(ms|s|m|h)?")) {
            return Duration.ofMillis(-1);
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException((String) null, e);
        }
    }
}
