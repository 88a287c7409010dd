package org.latchkey.benchmark.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.latchkey.benchmark.contender.Contender;
import org.latchkey.benchmark.contender.Login;
import org.latchkey.benchmark.contender.Target;
import org.latchkey.benchmark.directory.Counts;
import org.latchkey.benchmark.directory.Monitor;
import org.latchkey.benchmark.directory.Tree;

/**
 * One scenario at one number of threads: everybody is opened, tried, warmed up and counted, then takes turns in rounds whose
 * order is drawn anew each time. One contender works at a time, so that what the process uses up is its own.
 */
public final class Cell {
    private static final int FIRST = 8;

    private final Tree tree;
    private final Monitor monitor;
    private final Pace pace;
    private final Set<Contender> warm = new HashSet<>();

    public Cell(Tree tree, Monitor monitor, Pace pace) {
        this.tree = tree;
        this.monitor = monitor;
        this.pace = pace;
    }

    /** Somebody who takes part. */
    private record Entrant(Contender contender, Login login, Counts counted, long logins, int threads) {}

    /**
     * Measures.
     *
     * @param contenders who takes part
     * @param people how many of the tree log in
     * @param target what they are opened for
     * @return a row for each, in their order
     */
    public List<Row> measure(List<Contender> contenders, int people, Function<Contender, Target> target)
            throws Exception {
        Target any = target.apply(contenders.get(0));
        List<Person> persons = Person.of(tree, people, any.nested());
        List<Entrant> entrants = new ArrayList<>();
        Map<Contender, Row> rows = new LinkedHashMap<>();
        try (Load load = new Load(persons, any.threads())) {
            for (Contender contender : contenders) {
                enter(contender, target.apply(contender), persons, load, entrants)
                        .ifPresent(why -> rows.put(contender, Row.excluded(contender, why)));
            }
            rounds(load, entrants).forEach(row -> rows.put(row.contender(), row));
        } finally {
            for (Entrant entrant : entrants) {
                entrant.login().close();
            }
        }
        return contenders.stream().map(rows::get).toList();
    }

    /** Adds it to the others, or says why not. */
    private Optional<String> enter(
            Contender contender, Target target, List<Person> persons, Load load, List<Entrant> entrants)
            throws Exception {
        Set<Thread> before = threads();
        Login login = contender.opening().open(target);
        Optional<String> refusal = Probation.refusal(login, persons);
        if (refusal.isPresent()) {
            login.close();
            return refusal;
        }
        load.during(warmUp(contender), login, 0);
        Calm.await();
        int each = Math.max(2, pace.counted() / target.threads());
        Counts counted = monitor.during(() -> load.times(each, login, 1));
        Set<Thread> held = threads();
        held.removeAll(before);
        entrants.add(new Entrant(contender, login, counted, (long) each * target.threads(), held.size()));
        return Optional.empty();
    }

    /** Longer for who has not worked in this JVM yet: its code is not compiled. */
    private Duration warmUp(Contender contender) {
        return warm.add(contender) ? pace.warmUp().multipliedBy(FIRST) : pace.warmUp();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().equals(Load.THREADS))
                .collect(Collectors.toSet());
    }

    private List<Row> rounds(Load load, List<Entrant> entrants) throws InterruptedException {
        Map<Entrant, List<Turn>> turns = new LinkedHashMap<>();
        entrants.forEach(entrant -> turns.put(entrant, new ArrayList<>()));
        for (int round = 0; round < pace.rounds(); round++) {
            List<Entrant> order = new ArrayList<>(entrants);
            Collections.shuffle(order, new Random(round));
            for (Entrant entrant : order) {
                Calm.await();
                turns.computeIfAbsent(entrant, none -> new ArrayList<>())
                        .add(load.during(pace.turn(), entrant.login(), 2 + round));
            }
        }
        return turns.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Row row(Entrant entrant, List<Turn> turns) {
        long logins = turns.stream().mapToLong(Turn::logins).sum();
        long failures = turns.stream().mapToLong(Turn::failures).sum();
        if (failures * 100 > logins) {
            String first = turns.stream()
                    .map(Turn::firstFailure)
                    .filter(failure -> failure != null)
                    .findFirst()
                    .orElse("");
            return Row.excluded(entrant.contender(), failures + " of " + (logins + failures) + " failed: " + first);
        }
        return new Row(entrant.contender(), null, entrant.counted(), entrant.logins(), entrant.threads(), turns);
    }
}
