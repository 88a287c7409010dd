package org.latchkey.it.parity;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.latchkey.it.support.BuildDirectory;

/** The figures: how many rows, which are different and why, and what each mode costs. Not for concurrent use. */
final class Summary {
    /** What the modes are called, and the configuration and user each is measured by. */
    private static final Map<String, String> MODES = new LinkedHashMap<>();

    static {
        MODES.put("DN template, no roles", "pattern / alice");
        MODES.put("DN template, role search", "pattern, role search / alice");
        MODES.put("DN template, role search by {1}", "pattern, memberUid / alice");
        MODES.put("DN template, roles from the entry", "pattern, userRoleName / alice");
        MODES.put("search, no roles", "search / alice");
        MODES.put("search, roles from the entry", "search, userRoleName / alice");
        MODES.put("search, memberOf", "memberOf, referrals throw / alice");
        MODES.put("search, role search", "search, role search / alice");
        MODES.put("nested, 3 levels", "nested / alice");
        MODES.put("nested, a chain of 10", "nested / ivan");
        MODES.put("nested, 600 groups", "nested, 600 groups / sybil");
        MODES.put("nested, a chain of 1,000", "nested, 1,000 deep / rupert");
        MODES.put("stored password compared", "stored password, plain / clear");
        MODES.put("search as the user", "userSearchAsUser / uid=alice,ou=people,dc=example,dc=org");
        MODES.put("role search as the user", "pattern, roleSearchAsUser / alice");
        MODES.put("StartTLS, search, role search", "StartTLS / alice");
        MODES.put("ldaps, search, role search", "ldaps / alice");
        MODES.put("two templates, the first", "two patterns / alice");
        MODES.put("two templates, the second", "two patterns / erin");
    }

    private final Map<String, Comparison> comparisons = new LinkedHashMap<>();

    void add(Comparison comparison) {
        comparisons.put(comparison.row().id(), comparison);
    }

    /** On the console, past the redirection of the tests' own output, and in {@code target/parity/summary.txt}. */
    @SuppressWarnings("resource")
    void publish() {
        String text = text();
        var console = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        console.print(text);
        console.flush();
        Path file = BuildDirectory.path().resolve("parity").resolve("summary.txt");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        var lines = new ArrayList<String>();
        lines.add("LdapRealm and JNDIRealm on the same directories, from the same attributes");
        lines.add("rows " + comparisons.size() + ", same " + count(Comparison::isSame) + ", deliberately different "
                + count(comparison -> !comparison.isSame()));
        addDifferences(lines);
        lines.add("");
        addOperations(lines);
        return String.join("\n", lines) + "\n";
    }

    private void addDifferences(List<String> lines) {
        var byReason = new TreeMap<String, List<String>>();
        comparisons.values().stream()
                .filter(one -> !one.isSame())
                .forEach(one -> byReason.computeIfAbsent(
                                Differences.of(one.row())
                                        .map(Differences.Difference::why)
                                        .orElse("NOT EXPECTED"),
                                why -> new ArrayList<>())
                        .add("    " + one.row().id() + ": " + one.ours().outcome() + "; JNDIRealm: "
                                + one.jndiRealm().outcome()));
        byReason.forEach((why, rows) -> {
            lines.add("  " + why);
            lines.addAll(rows);
        });
    }

    private void addOperations(List<String> lines) {
        var compared =
                comparisons.values().stream().filter(Comparison::isComparable).toList();
        lines.add("operations at the server, warm: " + compared.size() + " rows compared, Latchkey "
                + compared.stream()
                        .mapToInt(one -> one.ours().operations().total())
                        .sum() + ", JNDIRealm "
                + compared.stream()
                        .mapToInt(one -> one.jndiRealm().operations().total())
                        .sum() + "; fewer in "
                + compared.stream().filter(one -> one.more() < 0).count() + ", as many in "
                + compared.stream().filter(one -> one.more() == 0).count() + ", more in "
                + compared.stream().filter(one -> one.more() > 0).count());
        Differences.costs()
                .forEach((name, cost) ->
                        lines.add("  up to " + cost.operations() + " more under '" + name + "': " + cost.why()));
        lines.add(line("mode", "accepted", "JNDIRealm", "wrong password", "JNDIRealm"));
        MODES.forEach((mode, id) -> lines.add(line(
                mode,
                total(id, Comparison::ours),
                total(id, Comparison::jndiRealm),
                total(id + ", wrong password", Comparison::ours),
                total(id + ", wrong password", Comparison::jndiRealm))));
    }

    private String total(String id, java.util.function.Function<Comparison, Comparison.Measured> side) {
        return Optional.ofNullable(comparisons.get(id))
                .map(side)
                .map(measured -> Integer.toString(measured.operations().total()))
                .orElse("-");
    }

    private long count(Predicate<Comparison> which) {
        return comparisons.values().stream().filter(which).count();
    }

    private static String line(String mode, String... figures) {
        return String.format(
                Locale.ROOT, "  %-34s %10s %10s %16s %10s", mode, figures[0], figures[1], figures[2], figures[3]);
    }
}
