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
        return isIncluded(cased) && excluding(cased).isEmpty() ? Optional.of(prefix + cased) : Optional.empty();
    }

    private boolean isIncluded(String cased) {
        return includes.isEmpty() || includes.stream().anyMatch(glob -> glob.matches(cased));
    }

    private Optional<RoleGlob> excluding(String cased) {
        return excludes.stream().filter(glob -> glob.matches(cased)).findFirst();
    }

    /**
     * Why a name does not count.
     *
     * @param name the name the directory gives
     * @return the key, and the pattern where there is one; empty when the name does count
     */
    public Optional<String> refusal(String name) {
        String cased = letters.apply(name);
        return isIncluded(cased)
                ? excluding(cased).map(glob -> "roleExcludes " + glob)
                : Optional.of("roleIncludes names nothing like it");
    }

    /** Whether some name of a directory could become this role. */
    boolean canMake(String role) {
        String name = role.startsWith(prefix) ? role.substring(prefix.length()) : "";
        return !name.isEmpty() && roleFor(name).filter(role::equals).isPresent();
    }
}
