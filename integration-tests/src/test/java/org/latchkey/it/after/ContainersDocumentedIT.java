package org.latchkey.it.after;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.latchkey.it.ee.Way;
import org.latchkey.it.require.Prerequisite;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.support.BuildDirectory;

/** Runs after the suite: the matrix of containers and ways is what was seen, on the same bytes everywhere. */
class ContainersDocumentedIT {
    private static final Path SEEN = BuildDirectory.path().resolve("ee");
    private static final Path PAGE = Path.of("..", "docs", "containers", "README.md");

    @BeforeEach
    void the_whole_suite_ran() {
        OpenLdap.prerequisite().demand();
        assumeTrue(System.getProperty("it.test") == null, "only some tests were run");
    }

    @TestFactory
    Stream<DynamicTest> each_row_of_the_page_was_counted() throws IOException {
        List<String> counted = counted();
        Files.write(SEEN.resolve("containers.md"), page(counted));
        Set<String> servers =
                counted.stream().map(ContainersDocumentedIT::server).collect(Collectors.toSet());
        return documented().stream()
                .map(row -> DynamicTest.dynamicTest(server(row), () -> {
                    prerequisite(servers, server(row)).demand();
                    assertThat(counted).contains(row);
                }));
    }

    @Test
    void each_count_is_on_the_page() {
        assertThat(documented()).isNotEmpty().containsAll(counted());
    }

    @Test
    void each_difference_is_on_the_page() {
        assertThat(lines(PAGE)).containsAll(lines(SEEN.resolve("differences.txt")));
    }

    @Test
    void every_server_was_given_the_same_bytes() {
        var digests = new TreeMap<String, Set<String>>();
        for (String line : lines(SEEN.resolve("deployed.txt"))) {
            String[] fields = line.split("\t");
            digests.computeIfAbsent(fields[1], name -> new HashSet<>()).add(fields[2]);
        }
        assertThat(digests)
                .isNotEmpty()
                .allSatisfy((name, found) -> assertThat(found).as(name).hasSize(1));
    }

    /** What belongs between the marks of the page. */
    private static List<String> page(List<String> counted) {
        var page = new ArrayList<String>();
        page.add("| container | " + Stream.of(Way.values()).map(Way::title).collect(Collectors.joining(" | ")) + " |");
        page.add("| --- | --- | --- | --- | --- | --- |");
        page.addAll(counted);
        page.add("");
        page.add("| container | way | row | seen instead | why |");
        page.add("| --- | --- | --- | --- | --- |");
        page.addAll(lines(SEEN.resolve("differences.txt")));
        return page;
    }

    private static Prerequisite prerequisite(Set<String> ran, String server) {
        return new Prerequisite(
                server,
                ran.contains(server)
                        ? Optional.empty()
                        : Optional.of(server + " was not run: that is done with -Dlatchkey.require=all alone"));
    }

    /** A line for each server: how many rows were seen by each way. */
    private static List<String> counted() {
        var rows = new TreeMap<String, TreeMap<Way, Set<String>>>();
        for (String line : lines(SEEN.resolve("passed.txt"))) {
            String[] fields = line.split("\t");
            rows.computeIfAbsent(fields[0], server -> new TreeMap<>())
                    .computeIfAbsent(Way.valueOf(fields[1]), way -> new HashSet<>())
                    .add(fields[2]);
        }
        return rows.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + cells(row.getValue()) + " |")
                .toList();
    }

    private static String cells(Map<Way, Set<String>> seen) {
        return Stream.of(Way.values())
                .map(way ->
                        seen.containsKey(way) ? Integer.toString(seen.get(way).size()) : "-")
                .collect(Collectors.joining(" | "));
    }

    private static List<String> documented() {
        return lines(PAGE).stream()
                .filter(line -> line.matches("\\| [A-Z][A-Za-z ]+ \\d[\\w.]+ \\|( (\\d+|-) \\|){5}"))
                .toList();
    }

    private static String server(String row) {
        return row.split(" \\| ")[0].substring(2);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
