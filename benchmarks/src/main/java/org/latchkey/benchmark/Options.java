package org.latchkey.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.benchmark.contender.Contender;
import org.latchkey.benchmark.measure.Pace;
import org.latchkey.benchmark.measure.Scenario;

/**
 * The command line, read.
 *
 * @param contenders who takes part
 * @param scenarios where, with their numbers of threads
 * @param pace how long
 * @param settings by contender, then by name
 * @param out the folder of results
 * @param page the page to renew, or {@code null} for none
 */
record Options(
        List<Contender> contenders,
        List<Scenario> scenarios,
        Pace pace,
        Map<String, Map<String, String>> settings,
        Path out,
        @Nullable Path page) {
    static final String USAGE = """
            benchmarks/run [--quick] [--contenders a,b] [--scenarios a,b] [--threads 1,8] [--rounds N] [--millis N]
                           [--set CONTENDER.NAME=VALUE]... [--out FOLDER] [--page FILE]
            """;

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException when it does not fit; the message names the option and what it takes
     */
    static Options read(String... arguments) {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        Draft draft = new Draft();
        while (!left.isEmpty()) {
            String option = left.pop();
            if (option.equals("--quick")) {
                draft.quick = true;
            } else if (left.isEmpty()) {
                throw new IllegalArgumentException(option + " needs a value, or is not known\n" + USAGE);
            } else {
                draft.take(option, left.pop());
            }
        }
        return draft.finished();
    }

    Map<String, String> settingsOf(Contender contender) {
        return settings.getOrDefault(contender.id(), Map.of());
    }

    /** What has been read so far. */
    private static final class Draft {
        private final Map<String, Map<String, String>> settings = new HashMap<>();
        private boolean quick;
        private List<Contender> contenders = Contender.all();
        private @Nullable List<Scenario> scenarios;
        private @Nullable List<Integer> threads;
        private @Nullable Integer rounds;
        private @Nullable Integer millis;
        private Path out = Path.of("benchmarks", "target", "results");
        private @Nullable Path page;

        void take(String option, String value) {
            switch (option) {
                case "--contenders" -> contenders = each(option, value, Contender::named);
                case "--scenarios" -> scenarios = each(option, value, Scenario::named);
                case "--threads" -> threads = each(option, value, Draft::number);
                case "--rounds" -> rounds = each(option, value, Draft::number).get(0);
                case "--millis" -> millis = each(option, value, Draft::number).get(0);
                case "--set" -> set(value);
                case "--out" -> out = Path.of(value);
                case "--page" -> page = Path.of(value);
                default -> throw new IllegalArgumentException(option + " is not known\n" + USAGE);
            }
        }

        private void set(String setting) {
            String[] parts = setting.split("[.=]", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException("--set takes CONTENDER.NAME=VALUE, not '" + setting + "'");
            }
            settings.computeIfAbsent(parts[0], contender -> new HashMap<>()).put(parts[1], parts[2]);
        }

        Options finished() {
            Pace usual = quick ? Pace.QUICK : Pace.FULL;
            Pace pace = new Pace(
                    usual.warmUp(),
                    millis == null ? usual.turn() : Duration.ofMillis(millis),
                    rounds == null ? usual.rounds() : rounds,
                    usual.counted());
            return new Options(contenders, chosen().map(this::sized).toList(), pace, Map.copyOf(settings), out, page);
        }

        private Stream<Scenario> chosen() {
            return scenarios == null
                    ? Scenario.all().stream().filter(scenario -> !quick || scenario.isQuick())
                    : scenarios.stream();
        }

        private Scenario sized(Scenario scenario) {
            if (threads != null) {
                return scenario.at(threads);
            }
            return quick ? scenario.quick() : scenario;
        }

        private static Optional<Integer> number(String text) {
            return text.matches("[1-9][0-9]{0,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
        }

        private static <T> List<T> each(String option, String list, Function<String, Optional<T>> reading) {
            return Stream.of(list.split(",", -1))
                    .map(item -> reading.apply(item)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    option + " does not take '" + item + "'\n" + USAGE + known())))
                    .toList();
        }

        private static String known() {
            return "contenders: "
                    + Contender.all().stream().map(Contender::id).toList() + "\nscenarios: "
                    + Scenario.all().stream().map(Scenario::id).toList();
        }
    }
}
