package org.latchkey.internal.guard;

import java.util.Optional;
import org.latchkey.auth.RejectionReason;

/**
 * What a user name may be made of, decided by tables of our own so that every JDK agrees.
 *
 * <p>A directory compares names after RFC 4518 has mapped some characters to nothing; a name holding one would be a second
 * spelling of somebody else's. Such characters are refused, as are those that RFC 4518 2.4 prohibits, controls, private-use
 * characters and line separators. Unassigned characters are allowed: which those are changes with every Unicode version.
 */
final class UsernameRules {

    /** First and last code point of each refused range, ascending. */
    private static final int[] REFUSED = {
        0x0000, 0x001F, // controls
        0x007F, 0x009F, // controls
        0x00AD, 0x00AD, // soft hyphen: mapped to nothing
        0x0340, 0x0341, // tone marks: prohibited, stringprep C.8
        0x034F, 0x034F, // combining grapheme joiner: mapped to nothing
        0x0600, 0x0605, // Arabic number signs: format
        0x061C, 0x061C, // Arabic letter mark: format
        0x06DD, 0x06DD, // end of ayah: format, mapped to nothing
        0x070F, 0x070F, // Syriac abbreviation mark: format, mapped to nothing
        0x0890, 0x0891, // Arabic pound and piastre marks: format
        0x08E2, 0x08E2, // Arabic disputed end of ayah: format
        0x1806, 0x1806, // Mongolian todo soft hyphen: mapped to nothing
        0x180B, 0x180F, // Mongolian variation selectors and vowel separator: mapped to nothing
        0x200B, 0x200F, // zero-width space, joiners, direction marks
        0x2028, 0x202E, // line and paragraph separators, direction controls
        0x2060, 0x206F, // word joiner, invisible operators, isolates, deprecated controls
        0xD800, 0xDFFF, // surrogates that are not a pair
        0xE000, 0xF8FF, // private use
        0xFDD0, 0xFDEF, // not characters
        0xFE00, 0xFE0F, // variation selectors: mapped to nothing
        0xFEFF, 0xFEFF, // byte order mark: mapped to nothing
        0xFFF9, 0xFFFF, // interlinear annotation, object replacement, replacement character, not characters
        0x110BD, 0x110BD, // Kaithi number sign: format
        0x110CD, 0x110CD, // Kaithi number sign above: format
        0x13430, 0x1343F, // Egyptian hieroglyph format controls
        0x1BCA0, 0x1BCA3, // shorthand format controls
        0x1D173, 0x1D17A, // musical format controls: mapped to nothing
        0xE0000, 0xE0FFF, // tags and variation selectors: mapped to nothing
        0xF0000, 0x10FFFF, // private use, not characters
    };

    private final int maxLength;

    UsernameRules(int maxLength) {
        this.maxLength = maxLength;
    }

    /** Takes U+0020 off both ends, and nothing else. */
    static String trimmed(String typed) {
        int from = 0;
        int to = typed.length();
        while (from < to && typed.charAt(from) == ' ') {
            from++;
        }
        while (to > from && typed.charAt(to - 1) == ' ') {
            to--;
        }
        return typed.substring(from, to);
    }

    /** Says why a trimmed name is refused, or nothing. */
    Optional<RejectionReason> refusal(String name) {
        if (name.isEmpty()) {
            return Optional.of(RejectionReason.BLANK_USERNAME);
        }
        if (name.length() > 2L * maxLength || name.codePointCount(0, name.length()) > maxLength) {
            return Optional.of(RejectionReason.USERNAME_TOO_LONG);
        }
        boolean refused = name.codePoints().anyMatch(UsernameRules::isRefused)
                || isSpace(name.codePointAt(0))
                || isSpace(name.codePointBefore(name.length()));
        return refused ? Optional.of(RejectionReason.INVALID_USERNAME) : Optional.empty();
    }

    private static boolean isRefused(int codePoint) {
        if ((codePoint & 0xFFFE) == 0xFFFE) {
            return true;
        }
        for (int i = 0; i < REFUSED.length && codePoint >= REFUSED[i]; i += 2) {
            if (codePoint <= REFUSED[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** The separators of RFC 4518 2.2 other than those refused everywhere. */
    private static boolean isSpace(int codePoint) {
        return codePoint == ' '
                || codePoint == 0x00A0
                || codePoint == 0x1680
                || (codePoint >= 0x2000 && codePoint <= 0x200A)
                || codePoint == 0x202F
                || codePoint == 0x205F
                || codePoint == 0x3000;
    }
}
