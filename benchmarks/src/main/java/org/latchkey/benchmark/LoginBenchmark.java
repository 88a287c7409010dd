package org.latchkey.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.latchkey.benchmark.contender.Contender;
import org.latchkey.benchmark.contender.Target;
import org.latchkey.benchmark.directory.Monitor;
import org.latchkey.benchmark.directory.Slapd;
import org.latchkey.benchmark.directory.Tree;
import org.latchkey.benchmark.measure.Cell;
import org.latchkey.benchmark.measure.Pace;
import org.latchkey.benchmark.measure.Row;
import org.latchkey.benchmark.measure.Scenario;
import org.latchkey.benchmark.relay.RelayProcess;
import org.latchkey.benchmark.report.CellResult;
import org.latchkey.benchmark.report.Environment;
import org.latchkey.benchmark.report.Json;
import org.latchkey.benchmark.report.Markdown;
import org.latchkey.benchmark.report.Page;
import org.latchkey.benchmark.report.Plot;
import org.latchkey.benchmark.report.Results;

/** What a login costs, next to what it costs elsewhere: the program behind {@code benchmarks/run}. */
public final class LoginBenchmark {
    private static final Tree TREE = new Tree(10_000, 1_000);
    private static final Duration DELAY = Duration.ofMillis(1);
    private static final Logger ROOT = Logger.getLogger("");

    private final Options options;
    private final Slapd slapd;
    private final RelayProcess plainRelay;
    private final RelayProcess secureRelay;

    private LoginBenchmark(Options options, Slapd slapd, RelayProcess plainRelay, RelayProcess secureRelay) {
        this.options = options;
        this.slapd = slapd;
        this.plainRelay = plainRelay;
        this.secureRelay = secureRelay;
    }

    public static void main(String[] arguments) throws Exception {
        ROOT.setLevel(Level.WARNING);
        Options options;
        try {
            options = Options.read(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        try (Slapd slapd = Slapd.start(TREE);
                RelayProcess plain = RelayProcess.before(slapd.port(), DELAY);
                RelayProcess secure = RelayProcess.before(slapd.securePort(), DELAY)) {
            slapd.trust();
            Results results = new LoginBenchmark(options, slapd, plain, secure).run(String.join(" ", arguments));
            System.out.println(Markdown.of(results));
            renewPage(results, options.page());
        }
    }

    private Results run(String arguments) throws Exception {
        Environment environment = environment(arguments);
        List<CellResult> cells = new ArrayList<>();
        try (Monitor monitor = new Monitor(slapd)) {
            Cell cell = new Cell(TREE, monitor, options.pace());
            for (Scenario scenario : options.scenarios()) {
                for (int threads : scenario.threads()) {
                    cells.add(new CellResult(scenario, threads, rows(cell, scenario, threads)));
                    write(new Results(environment, cells));
                }
            }
        }
        return new Results(environment, cells);
    }

    private List<Row> rows(Cell cell, Scenario scenario, int threads) throws Exception {
        System.err.println(scenario.title() + ", " + threads + " threads");
        List<Contender> admitted =
                options.contenders().stream().filter(scenario::admits).toList();
        int people = scenario.people() == 0 ? TREE.users() : scenario.people();
        return admitted.isEmpty()
                ? List.of()
                : cell.measure(
                        admitted,
                        people,
                        contender -> new Target(
                                port(scenario),
                                scenario.secure(),
                                threads,
                                scenario.nested(),
                                options.settingsOf(contender)));
    }

    private int port(Scenario scenario) {
        if (scenario.delayed()) {
            return (scenario.secure() ? secureRelay : plainRelay).port();
        }
        return scenario.secure() ? slapd.securePort() : slapd.port();
    }

    private Environment environment(String arguments) throws Exception {
        Pace pace = options.pace();
        try (RelayProcess undelayed = RelayProcess.before(slapd.port(), Duration.ZERO)) {
            return new Environment(
                    System.getProperty("benchmark.commit", "unknown"),
                    LocalDate.now(ZoneOffset.UTC).toString(),
                    ("benchmarks/run " + arguments).strip(),
                    machine(),
                    "JDK " + Runtime.version() + ", "
                            + String.join(
                                    " ",
                                    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                            .filter(argument -> argument.startsWith("-X"))
                                            .toList()),
                    pace.rounds() + " rounds, a turn of " + pace.turn().toMillis() + " ms for each contender in each;"
                            + " median (middle half)",
                    RoundTrips.told(slapd.port(), undelayed.port(), plainRelay.port()));
        }
    }

    private static String machine() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        double load = system.getSystemLoadAverage();
        return String.format(
                Locale.ROOT,
                "%d processors, shared with slapd and the relay, %s %s; load average %.1f as it began%s",
                system.getAvailableProcessors(),
                system.getName(),
                system.getArch(),
                load,
                load > system.getAvailableProcessors()
                        ? ". **The machine was busy with other work: speeds say little**"
                        : "");
    }

    /** After each cell, so that a run that is ended early leaves what it has. */
    private void write(Results results) throws IOException {
        Path out = Files.createDirectories(options.out());
        Files.writeString(out.resolve("results.json"), Json.of(results));
        Files.writeString(out.resolve("results.md"), Markdown.of(results));
        Files.writeString(out.resolve("results.svg"), Plot.of(results));
    }

    private static void renewPage(Results results, @Nullable Path page) throws IOException {
        if (page != null) {
            Files.writeString(page, Page.renewed(Files.readString(page), Markdown.of(results)));
            Files.writeString(page.resolveSibling("performance.svg"), Plot.of(results));
        }
    }
}
