package org.latchkey.benchmark.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.latchkey.benchmark.contender.Login;

/**
 * Logs people in from several threads: for the same seed the same people in the same order, whoever is at work.
 *
 * <p>Each login is checked: the password accepted, and exactly the expected roles.
 */
final class Load implements AutoCloseable {
    static final String THREADS = "benchmark-load";

    private final List<Person> people;
    private final int threads;
    private final ExecutorService workers;

    Load(List<Person> people, int threads) {
        this.people = people;
        this.threads = threads;
        this.workers = Executors.newFixedThreadPool(threads, work -> new Thread(work, THREADS));
    }

    /** What one thread did. */
    private record Share(
            long logins, long failures, @Nullable String firstFailure) {}

    /** For so long. */
    Turn during(Duration length, Login login, long seed) throws InterruptedException {
        return run(login, seed, began -> System.nanoTime() - began < length.toNanos(), Long.MAX_VALUE);
    }

    /** So many in each thread. */
    Turn times(int each, Login login, long seed) throws InterruptedException {
        return run(login, seed, began -> true, each);
    }

    private Turn run(Login login, long seed, LongPredicate goesOn, long most) throws InterruptedException {
        Phaser start = new Phaser(threads + 1);
        List<Future<Share>> shares = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            SplittableRandom random = new SplittableRandom(seed * 1009 + thread);
            shares.add(workers.submit(() -> {
                start.arriveAndAwaitAdvance();
                return share(login, random, goesOn, most);
            }));
        }
        Meter before = Meter.read();
        start.arrive();
        List<Share> done = new ArrayList<>();
        for (Future<Share> share : shares) {
            done.add(result(share));
        }
        return turn(before, Meter.read(), done);
    }

    private Share share(Login login, SplittableRandom random, LongPredicate goesOn, long most) {
        long began = System.nanoTime();
        long logins = 0;
        long failures = 0;
        String first = null;
        while (logins + failures < most && goesOn.test(began)) {
            String failure = failure(login, people.get(random.nextInt(people.size())));
            if (failure == null) {
                logins++;
            } else {
                failures++;
                first = first == null ? failure : first;
            }
        }
        return new Share(logins, failures, first);
    }

    /** What is wrong with this person's login, if anything is. */
    static @Nullable String failure(Login login, Person person) {
        try {
            Collection<String> roles = login.attempt(person.uid(), person.password());
            if (roles == null) {
                return person.uid() + " was refused";
            }
            boolean right =
                    roles.size() == person.roles().size() && person.roles().containsAll(roles);
            return right ? null : person.uid() + " has roles " + roles + " instead of " + person.roles();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static Share result(Future<Share> share) throws InterruptedException {
        try {
            return share.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Turn turn(Meter before, Meter after, List<Share> shares) {
        return new Turn(
                shares.stream().mapToLong(Share::logins).sum(),
                shares.stream().mapToLong(Share::failures).sum(),
                after.nanos() - before.nanos(),
                after.cpuNanos() - before.cpuNanos(),
                after.allocated() - before.allocated(),
                shares.stream()
                        .map(Share::firstFailure)
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    @Override
    public void close() throws InterruptedException {
        workers.shutdown();
        if (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a login does not end");
        }
    }
}
