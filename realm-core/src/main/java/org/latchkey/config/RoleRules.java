package org.latchkey.config;

import java.util.List;

/**
 * How groups become roles.
 *
 * @param mappings rows that name roles for those they mean
 * @param mappedOnly whether the directory's own names are no roles
 * @param naming how the directory's own names become roles
 */
public record RoleRules(List<RoleMapping> mappings, boolean mappedOnly, RoleNaming naming) {

    /** Every name of a directory is a role as it is. */
    public static final RoleRules NONE = new RoleRules(List.of(), false, RoleNaming.AS_GIVEN);

    /** Copies the list. */
    public RoleRules {
        mappings = List.copyOf(mappings);
    }

    /** Whether a directory could give this very role although no rule of the administrator's names it. */
    boolean leaveOpen(String role) {
        return (!mappedOnly && naming.canMake(role))
                || mappings.stream().anyMatch(mapping -> mapping.canMakeByCapture(role));
    }
}
