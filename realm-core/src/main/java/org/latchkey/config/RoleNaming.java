package org.latchkey.config;

import java.util.List;
import java.util.Optional;

/**
 * How a directory's own role name becomes a role: first its letters, then the globs, of which those that exclude win, and
 * the prefix last. Roles that a mapping names are the administrator's words and do not come here.
 *
 * <p>Immutable.
 *
 * @param letters which letters it has
 * @param includes which names count; all of them when the list is empty
 * @param excludes which names do not
 * @param prefix what stands before each
 */
public record RoleNaming(RoleCase letters, List<RoleGlob> includes, List<RoleGlob> excludes, String prefix) {

    /** Every name as it is. */
    public static final RoleNaming AS_GIVEN = new RoleNaming(RoleCase.KEEP, List.of(), List.of(), "");

    /** Copies the lists. */
    public RoleNaming {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /**
     * Makes the role.
     *
     * @param name the name the directory gives
     * @return the role, or empty when the name does not count
     */
    public Optional<String> roleFor(String name) {
        String cased = letters.apply(name);
        boolean included = includes.isEmpty() || includes.stream().anyMatch(glob -> glob.matches(cased));
        return included && excludes.stream().noneMatch(glob -> glob.matches(cased))
                ? Optional.of(prefix + cased)
                : Optional.empty();
    }

    /** Whether some name of a directory could become this role. */
    boolean canMake(String role) {
        String name = role.startsWith(prefix) ? role.substring(prefix.length()) : "";
        return !name.isEmpty() && roleFor(name).filter(role::equals).isPresent();
    }
}
