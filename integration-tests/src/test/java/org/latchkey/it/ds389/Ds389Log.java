package org.latchkey.it.ds389;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operation.Kind;
import org.latchkey.it.slapd.Operations;

/** Reads binds and searches out of a server's access log: a request is written as it begins, its result once it is sent. */
final class Ds389Log {
    private static final Pattern ACCEPTED = Pattern.compile("\\] conn=\\d+ fd=\\d+ slot=\\d+ .*connection from ");
    private static final Pattern BIND = Pattern.compile("\\] conn=(\\d+) op=(\\d+) BIND dn=\"(.*)\" method=");
    private static final Pattern SEARCH = Pattern.compile(
            "\\] conn=(\\d+) op=(\\d+) SRCH base=\"(.*?)\" scope=(\\d) filter=\"(.*)\" (?:attrs=\"?(.*?)\"?|attrs=ALL)$");
    private static final Pattern RESULT =
            Pattern.compile("\\] conn=(\\d+) op=(\\d+) RESULT err=(\\d+) tag=\\d+ nentries=(\\d+)(?:.* - (.*))?");

    private final Path file;

    Ds389Log(Path file) {
        this.file = file;
    }

    /** How many lines there are by now. */
    int now() {
        return lines().size();
    }

    /** What was asked since there were so many lines. */
    Operations since(int start) {
        int connections = 0;
        Map<String, Operation> operations = new LinkedHashMap<>();
        List<String> lines = lines();
        for (String line : lines.subList(start, lines.size())) {
            connections += ACCEPTED.matcher(line).find() ? 1 : 0;
            read(line, operations);
        }
        return new Operations(connections, List.copyOf(operations.values()));
    }

    /** Whether all that was asked since is answered. */
    boolean isAnsweredSince(int start) {
        return since(start).all().stream()
                .allMatch(operation -> operation.resultCode().isPresent());
    }

    private static void read(String line, Map<String, Operation> operations) {
        Matcher bind = BIND.matcher(line);
        Matcher search = SEARCH.matcher(line);
        Matcher result = RESULT.matcher(line);
        if (bind.find()) {
            operations.put(key(bind), asked(bind, Kind.BIND, bind.group(3), "", -1, List.of()));
        } else if (search.find()) {
            List<String> attributes = search.group(6) == null
                    ? List.of()
                    : List.of(search.group(6).split(" "));
            int scope = Integer.parseInt(search.group(4));
            operations.put(
                    key(search), asked(search, Kind.SEARCH, search.group(3), search.group(5), scope, attributes));
        } else if (result.find()) {
            operations.computeIfPresent(key(result), (key, operation) -> answered(operation, result));
        }
    }

    private static Operation asked(
            Matcher line, Kind kind, String dn, String filter, int scope, List<String> attributes) {
        return new Operation(
                Long.parseLong(line.group(1)),
                Integer.parseInt(line.group(2)),
                kind,
                dn,
                filter,
                scope,
                attributes,
                "",
                OptionalInt.empty(),
                0,
                "");
    }

    private static Operation answered(Operation asked, Matcher line) {
        return new Operation(
                asked.connection(),
                asked.number(),
                asked.kind(),
                asked.dn(),
                asked.filter(),
                asked.scope(),
                asked.attributes(),
                "",
                OptionalInt.of(Integer.parseInt(line.group(3))),
                Integer.parseInt(line.group(4)),
                line.group(5) == null ? "" : line.group(5));
    }

    private static String key(Matcher line) {
        return line.group(1) + "/" + line.group(2);
    }

    private List<String> lines() {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
