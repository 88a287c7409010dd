package org.latchkey.inspect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which users a survey has seen, and by what they are known. Immutable.
 *
 * @param base the deepest entry that has all of them below it
 * @param loginAttribute the attribute that tells them apart
 * @param looked at how many entries of people the survey has looked
 * @param carried how many of these have an attribute, for each that was looked for
 * @param listGroups whether some of these list their groups ({@code memberOf})
 */
public record UsersSeen(
        String base, String loginAttribute, int looked, Map<String, Integer> carried, boolean listGroups) {

    /** Checks that all are there, and copies the map. */
    public UsersSeen {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(loginAttribute, "loginAttribute");
        carried = Collections.unmodifiableMap(new LinkedHashMap<>(carried));
    }
}
