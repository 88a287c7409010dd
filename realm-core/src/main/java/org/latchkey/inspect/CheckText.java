package org.latchkey.inspect;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.latchkey.config.ConfigKey;

/**
 * Writes a check for people: a line for each stage, and below it what to do. Used by one thread. Its words are for reading; a
 * program asks the reports themselves.
 */
public final class CheckText {

    private static final int WIDTH = 16;

    private final PrintWriter out;
    private final Colours colours;
    private final boolean facts;

    /**
     * Makes a writer.
     *
     * @param out takes the text
     * @param colours colours words
     * @param facts whether everything that was seen is told
     */
    public CheckText(PrintWriter out, Colours colours, boolean facts) {
        this.out = out;
        this.colours = colours;
        this.facts = facts;
    }

    /**
     * Writes.
     *
     * @param servers what was seen
     */
    public void write(List<ServerReport> servers) {
        servers.forEach(this::server);
        out.println(summary(servers));
    }

    private void server(ServerReport server) {
        String directory = server.directory().isEmpty() ? "" : " (directory " + server.directory() + ")";
        out.println(colours.bold(server.server()) + directory);
        server.stages().forEach(this::stage);
        out.println();
    }

    private void stage(StageReport stage) {
        String name =
                String.format(Locale.ROOT, "%-" + WIDTH + "s", stage.stage().word());
        out.println("  " + colours.of(stage.outcome(), mark(stage.outcome())) + "  " + name + stage.sentence()
                + colours.faint(cost(stage)));
        stage.warnings().forEach(warning -> below("look at: " + warning));
        if (facts) {
            stage.facts().forEach(this::fact);
        }
        if (!stage.keys().isEmpty()) {
            below("change:  " + stage.keys().stream().map(ConfigKey::key).collect(Collectors.joining(", or ")));
        }
    }

    private void fact(Fact fact) {
        below(fact.name() + ": " + String.join("; ", fact.values()));
    }

    private void below(String text) {
        out.println(" ".repeat(8 + WIDTH) + text);
    }

    private static String cost(StageReport stage) {
        int operations = stage.cost().operations();
        return stage.outcome() == Outcome.SKIPPED || stage.stage() == Stage.CONFIGURATION
                ? ""
                : "  [" + stage.cost().time().toMillis() + " ms"
                        + (operations == 0 ? "" : ", " + operations + (operations == 1 ? " operation" : " operations"))
                        + "]";
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "ok  ";
            case WARNED -> "warn";
            case FAILED -> "FAIL";
            case SKIPPED -> "--  ";
        };
    }

    private static String summary(List<ServerReport> servers) {
        long failed =
                servers.stream().filter(server -> server.failure().isPresent()).count();
        long warned = servers.stream()
                .flatMap(server -> server.stages().stream())
                .filter(stage -> stage.outcome() == Outcome.WARNED)
                .count();
        String all = servers.size() == 1 ? "1 server" : servers.size() + " servers";
        String toLookAt = warned == 0 ? "" : ", " + warned + " to look at";
        return all + (failed == 0 ? ", nothing failed" : ", " + failed + " failed: " + failures(servers)) + toLookAt;
    }

    private static String failures(List<ServerReport> servers) {
        return servers.stream()
                .flatMap(server -> server.failure().stream())
                .map(stage -> stage.stage().word())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
