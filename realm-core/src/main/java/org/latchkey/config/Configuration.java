package org.latchkey.config;

import java.util.Objects;

/**
 * What was read: the engine's part, and the values a door applies itself. Immutable; shows no secret.
 *
 * @param realm what the engine is opened with
 * @param values the checked values of all keys
 */
public record Configuration(RealmConfig realm, ConfigValues values) {

    /** Checks that both are there. */
    public Configuration {
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(values, "values");
    }
}
