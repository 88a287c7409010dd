package org.latchkey.it.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;

/** What one JVM has found out about the faults, and the page made of what all JVMs of a build have. One thread. */
final class FaultResults {
    private static final String COLUMN = "\t";

    private final Path directory;
    private final List<String> lines = new ArrayList<>();

    FaultResults(Path directory) {
        this.directory = directory;
    }

    void add(Fault fault, String test, Result result) {
        lines.add(String.join(COLUMN, fault.name(), test.replace(COLUMN, " "), result.name()));
    }

    /** Puts down what was added, and writes the page anew. Does nothing where nothing was added. */
    void publish() throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        Path parts = Files.createDirectories(directory.resolve("faults"));
        Files.write(parts.resolve(UUID.randomUUID() + ".tsv"), lines);
        Files.write(directory.resolve("faults.md"), page(everything(parts)));
    }

    private static List<String> everything(Path parts) throws IOException {
        var all = new TreeSet<String>();
        try (Stream<Path> files = Files.list(parts)) {
            for (Path file : files.toList()) {
                all.addAll(Files.readAllLines(file));
            }
        }
        return List.copyOf(all);
    }

    private static List<String> page(List<String> all) {
        var page = new ArrayList<>(List.of("| # | fault | tests | result |", "| --- | --- | --- | --- |"));
        for (Fault fault : Fault.values()) {
            page.add(row(
                    fault,
                    all.stream()
                            .filter(line -> line.startsWith(fault.name() + COLUMN))
                            .map(line -> line.split(COLUMN))
                            .toList()));
        }
        return page;
    }

    private static String row(Fault fault, List<String[]> tests) {
        String names =
                tests.stream().map(test -> "`" + test[1] + "`").distinct().collect(Collectors.joining("<br>"));
        String result = tests.stream()
                .map(test -> Result.valueOf(test[2]))
                .max(Result::compareTo)
                .map(Result::word)
                .orElse("no test");
        return String.format(Locale.ROOT, "| %d | %s | %s | %s |", fault.row(), fault.sentence(), names, result);
    }

    /** How tests ended; of several the last in this order is what counts. */
    enum Result {
        PASSED,
        NOT_RUN,
        FAILED;

        static Result of(TestExecutionResult.Status status) {
            return switch (status) {
                case SUCCESSFUL -> PASSED;
                case ABORTED -> NOT_RUN;
                case FAILED -> FAILED;
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
