package org.latchkey.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The demo's main class: {@code check} logs people in over HTTP and exits 0 only if all went as it must; {@code serve}
 * stays up for a browser until it is interrupted.
 */
public final class Demo {
    private Demo() {}

    /**
     * Runs the demo.
     *
     * @param args {@code check} (the default) or {@code serve}
     */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path target = Path.of(System.getProperty("demo.target", "target"));
        switch (args.length == 0 ? "check" : args[0]) {
            case "check" -> System.exit(check(target, Trials.ALL, out) ? 0 : 1);
            case "serve" -> serve(target, out);
            default -> {
                out.println("usage: Demo [check|serve]");
                System.exit(2);
            }
        }
    }

    /** Plays the trials on a stage of their own; true if every one came out as expected. */
    static boolean check(Path target, List<Trial> trials, PrintStream out) throws Exception {
        try (Stage stage = Stage.open(target)) {
            introduce(stage, out);
            List<Result> results = new Performance(stage).of(trials);
            new Table(results).printTo(out);
            long right = results.stream().filter(Result::asExpected).count();
            out.println();
            out.println(right + " of " + results.size() + " as expected");
            return right == results.size();
        }
    }

    private static void serve(Path target, PrintStream out) throws Exception {
        Stage stage = Stage.open(target);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(stage, closed), "demo-close"));
        introduce(stage, out);
        out.println("Try " + stage.root() + "/staff/ (BASIC, login()) and " + stage.root() + "/portal/ (FORM) as");
        stage.directory().passwords().forEach((user, password) -> out.printf("  %-8s %s%n", user, password));
        out.println("Ctrl-C ends it.");
        closed.await();
    }

    private static void close(Stage stage, CountDownLatch closed) {
        try {
            stage.close();
        } catch (Exception failure) {
            throw new IllegalStateException("the demo did not close", failure);
        } finally {
            closed.countDown();
        }
    }

    private static void introduce(Stage stage, PrintStream out) {
        out.println("Tomcat at " + stage.root() + ", directory at "
                + stage.directory().url() + ", and this one line:");
        out.println();
        out.println(RealmLine.ofTheDemo());
        out.println();
    }
}
