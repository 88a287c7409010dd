package org.latchkey.it.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.latchkey.it.faults.Brisk.Timed;

/** Callers of their own threads, who all begin at once. Used by one thread. */
final class Clients implements AutoCloseable {
    private final ExecutorService threads;
    private final int number;

    Clients(int number) {
        this.number = number;
        this.threads = Executors.newFixedThreadPool(number);
    }

    /** Has each of them do the work, and tells what came of it and how long it took, in no order. */
    <T> List<Timed<T>> each(Callable<T> work) throws Exception {
        return answers(start(work));
    }

    /** Has each of them begin the work. */
    <T> List<Future<Timed<T>>> start(Callable<T> work) {
        List<Future<Timed<T>>> started = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            started.add(threads.submit(() -> Brisk.timed(work)));
        }
        return started;
    }

    /** Waits for what was begun. */
    static <T> List<Timed<T>> answers(List<Future<Timed<T>>> started) throws Exception {
        List<Timed<T>> answers = new ArrayList<>();
        for (Future<Timed<T>> each : started) {
            answers.add(each.get());
        }
        return answers;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
