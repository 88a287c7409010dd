package org.latchkey.config;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of {@code roleMapping}: who gets which roles. In a role {@code $1} stands for what the first star of the pattern
 * stood for, {@code $2} for the second, and so on.
 *
 * <p>Immutable.
 *
 * @param who who is meant
 * @param roles the roles, one or more
 */
public record RoleMapping(GroupPattern who, List<String> roles) {

    private static final Pattern PLACE = Pattern.compile("\\$([0-9]+)");

    /** Checks the row: a role has a name, which is none a container keeps for itself, and every place can be filled. */
    public RoleMapping {
        roles = List.copyOf(roles);
        int stars = who instanceof GroupPattern.OfName name ? name.glob().stars() : 0;
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("there is no role");
        }
        roles.forEach(role -> check(role, stars));
    }

    /**
     * The roles of somebody meant.
     *
     * @param captured what the stars stood for
     * @return the roles, their places filled
     */
    public List<String> rolesFor(List<String> captured) {
        return roles.stream()
                .map(role -> PLACE.matcher(role)
                        .replaceAll(place -> Matcher.quoteReplacement(captured.get(number(place) - 1))))
                .toList();
    }

    /** Whether a star that stands for the right text would make this very role. */
    boolean canMakeByCapture(String role) {
        return roles.stream()
                .filter(template -> PLACE.matcher(template).find())
                .anyMatch(template ->
                        Pattern.matches(Pattern.quote(template).replaceAll("\\$[0-9]+", "\\\\E.*\\\\Q"), role));
    }

    private static void check(String role, int stars) {
        if (role.isBlank()) {
            throw new IllegalArgumentException("a role is empty");
        }
        if (role.equals("*") || role.equals("**")) {
            throw new IllegalArgumentException("to a container * and ** stand for all roles and all users");
        }
        PLACE.matcher(role)
                .results()
                .filter(place -> number(place) < 1 || number(place) > stars)
                .forEach(place -> {
                    throw new IllegalArgumentException(
                            place.group() + " could never be filled: stars to the left of it: " + stars);
                });
    }

    private static int number(MatchResult place) {
        String digits = place.group(1);
        return digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
