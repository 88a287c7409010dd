package org.latchkey.it.samba;

import com.unboundid.util.json.JSONException;
import com.unboundid.util.json.JSONObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operation.Kind;
import org.latchkey.it.slapd.Operations;

/**
 * Reads binds and searches out of what a controller has logged. Both are written before they are answered, so whatever a
 * client has an answer to is there; what nobody waits for any more may be missing.
 *
 * <p>A connection is known by its client's port. Other kinds of operation are not told of.
 */
final class SambaLog {
    /** 5 tells of each search, {@code auth_json_audit} of each bind; the others would only repeat it. */
    static final String LEVELS = "5 auth_json_audit:3 auth_audit:0 auth:0 ldb:0 tdb:0";

    private static final Pattern SEARCH =
            Pattern.compile("LDAP Query: Duration was .*? SearchRequest by \\S+ from (\\S+)"
                    + " filter: \\[(.*)\\] basedn: \\[(.*)\\] scope: \\[(\\w+)\\] result: (.*)");
    private static final String BIND = "\"type\": \"Authentication\"";
    private static final List<String> SCOPES = List.of("BASE", "ONE", "SUB");
    private static final int INVALID_CREDENTIALS = 49;
    private static final int OTHER = 80;

    private final Path file;

    SambaLog(Path file) {
        this.file = file;
    }

    /** How many lines there are by now. */
    int now() {
        return lines().size();
    }

    /** What was asked since there were so many lines. */
    Operations since(int start) {
        List<String> lines = lines();
        var known = new HashSet<Long>();
        operations(lines.subList(0, start)).forEach(operation -> known.add(operation.connection()));
        List<Operation> seen = operations(lines.subList(start, lines.size()));
        long fresh = seen.stream()
                .map(Operation::connection)
                .distinct()
                .filter(connection -> !known.contains(connection))
                .count();
        return new Operations((int) fresh, seen);
    }

    private static List<Operation> operations(List<String> lines) {
        List<Operation> operations = new ArrayList<>();
        for (String line : lines) {
            operation(line, operations.size()).ifPresent(operations::add);
        }
        return operations;
    }

    private static Optional<Operation> operation(String line, int number) {
        if (line.contains(BIND)) {
            return Optional.of(bind(line.substring(line.indexOf('{')), number));
        }
        var search = SEARCH.matcher(line);
        if (!search.find()) {
            return Optional.empty();
        }
        return Optional.of(operation(
                connection(search.group(1)),
                number,
                Kind.SEARCH,
                search.group(3),
                search.group(2),
                SCOPES.indexOf(search.group(4)),
                search.group(5).equals("Success") ? 0 : OTHER,
                search.group(5)));
    }

    private static Operation bind(String json, int number) {
        try {
            JSONObject told = new JSONObject(json).getFieldAsObject("Authentication");
            String status = told.getFieldAsString("status");
            return operation(
                    connection(told.getFieldAsString("remoteAddress")),
                    number,
                    Kind.BIND,
                    told.getFieldAsString("clientAccount"),
                    "",
                    -1,
                    status.equals("NT_STATUS_OK") ? 0 : INVALID_CREDENTIALS,
                    status);
        } catch (JSONException e) {
            throw new IllegalStateException(json, e);
        }
    }

    private static Operation operation(
            long connection, int number, Kind kind, String dn, String filter, int scope, int result, String text) {
        return new Operation(
                connection, number, kind, dn, filter, scope, List.of(), "", OptionalInt.of(result), 0, text);
    }

    private static long connection(String address) {
        return Long.parseLong(address.substring(address.lastIndexOf(':') + 1));
    }

    private List<String> lines() {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
