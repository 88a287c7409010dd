package org.latchkey.inspect;

import java.util.Objects;
import java.util.Optional;
import org.latchkey.config.Preset;

/**
 * How a directory is laid out, as far as a survey could see. Immutable.
 *
 * @param vendor who made the server, and which release it is, with nothing in it that would harm a terminal
 * @param preset what it is to be configured as, or empty where no preset fits
 * @param suffix the naming context that was looked at, or the DN of the URL
 * @param users the users
 * @param groups the groups
 */
public record DirectoryShape(
        String vendor, Optional<Preset> preset, String suffix, UsersSeen users, GroupsSeen groups) {

    /** Checks that all are there. */
    public DirectoryShape {
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(preset, "preset");
        Objects.requireNonNull(suffix, "suffix");
        Objects.requireNonNull(users, "users");
        Objects.requireNonNull(groups, "groups");
    }
}
