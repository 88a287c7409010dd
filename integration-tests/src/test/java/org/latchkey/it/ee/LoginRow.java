package org.latchkey.it.ee;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A line of the acceptance table as far as it is about a name and a password, for whoever has no server to send it to.
 *
 * @param title what the line is about
 * @param user the name as typed
 * @param password the password as typed
 * @param comesIn whether the pair is right
 * @param name the name that applications see, where the line tells
 * @param roles the roles in the order of their characters, where the line tells
 */
public record LoginRow(
        String title,
        String user,
        String password,
        boolean comesIn,
        Optional<String> name,
        Optional<List<String>> roles) {

    /** The roles that the table's applications ask for. */
    public static final Set<String> ASKED =
            Set.of("employee", "users", "developers", "engineering", "staff", "admins", "guests");

    private static final String BASIC = "Basic ";

    /** All such lines, in the table's order. */
    public static List<LoginRow> all() {
        return AcceptanceTable.rows(false).stream()
                .filter(row -> !row.name().startsWith("ISO-8859-1")
                        && !row.call().path().contains("do="))
                .flatMap(row -> of(row).stream())
                .toList();
    }

    private static Optional<LoginRow> of(Row row) {
        String sent = row.call().headers().getOrDefault("Authorization", "");
        if (!sent.startsWith(BASIC) || sent.contains("?")) {
            return Optional.empty();
        }
        String pair = new String(Base64.getDecoder().decode(sent.substring(BASIC.length())), StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        Map<String, String> expected = row.expected();
        return colon < 0
                ? Optional.empty()
                : Optional.of(new LoginRow(
                        row.name(),
                        pair.substring(0, colon),
                        pair.substring(colon + 1),
                        !expected.get("status").equals("401"),
                        Optional.ofNullable(expected.get("remoteUser")),
                        Optional.ofNullable(expected.get("roles")).map(roles -> List.of(roles.split(",")))));
    }

    /** Never the password. */
    @Override
    public String toString() {
        return title;
    }
}
