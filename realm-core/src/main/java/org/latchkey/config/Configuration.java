package org.latchkey.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was read: the engine's part for each directory, and the values a door applies itself. Immutable; shows no secret.
 *
 * @param realms what the engine is opened with: one directory, or several in the order they are asked
 * @param values the checked values of the keys that hold for the whole configuration
 * @param fallbackUsers who may come in by a local password while no server can be reached, by name
 * @param fingerprint the same, while this JVM runs, for whatever opens the same engine; tells nothing of what was read
 * @param files what was read, and what it looked like
 */
public record Configuration(
        List<RealmConfig> realms,
        ConfigValues values,
        Map<String, FallbackUser> fallbackUsers,
        String fingerprint,
        ReadFiles files) {

    /** Checks that all are there. */
    public Configuration {
        realms = List.copyOf(realms);
        Objects.requireNonNull(values, "values");
        fallbackUsers = Map.copyOf(fallbackUsers);
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(files, "files");
    }

    /**
     * The only directory.
     *
     * @return what the engine is opened with
     * @throws IllegalStateException when there are several
     */
    public RealmConfig realm() {
        if (realms.size() != 1) {
            throw new IllegalStateException("there are " + realms.size() + " directories");
        }
        return realms.get(0);
    }
}
