package org.latchkey.it.require;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.latchkey.it.support.BuildDirectory;

/**
 * Says at the end of a run which tests were not run for want of a {@link Prerequisite}: on the console, past the
 * redirection of the tests' own output, and in {@code target/not-run.txt}. Silent when all ran.
 */
public final class NotRunSummary implements TestExecutionListener {
    private final Map<String, Collection<String>> testsByReason = new TreeMap<>();
    private final Consumer<String> publisher;

    /** For the service loader. */
    public NotRunSummary() {
        this(summary -> {
            print(summary);
            keep(summary);
        });
    }

    NotRunSummary(Consumer<String> publisher) {
        this.publisher = publisher;
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        note(test, reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            result.getThrowable().ifPresent(thrown -> note(test, thrown.getMessage()));
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        if (!testsByReason.isEmpty()) {
            publisher.accept(summary());
        }
    }

    /** One paragraph for each reason. */
    private String summary() {
        var text = new StringBuilder();
        testsByReason.forEach((reason, tests) -> text.append(Prerequisite.MARK)
                .append(String.join(", ", tests))
                .append(" because ")
                .append(reason)
                .append('\n'));
        return text.toString();
    }

    private void note(TestIdentifier test, String reason) {
        if (reason != null && reason.startsWith(Prerequisite.MARK)) {
            testsByReason
                    .computeIfAbsent(reason.substring(Prerequisite.MARK.length()), key -> new TreeSet<>())
                    .add(nameOf(test));
        }
    }

    private static String nameOf(TestIdentifier test) {
        var source = test.getSource().orElse(null);
        if (source instanceof ClassSource type) {
            return simple(type.getClassName());
        }
        if (source instanceof MethodSource method) {
            return simple(method.getClassName()) + "." + method.getMethodName();
        }
        return test.getDisplayName();
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** System.err is redirected to a file by then. */
    @SuppressWarnings("resource")
    private static void print(String summary) {
        var console = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        console.print(summary);
        console.flush();
    }

    private static void keep(String summary) {
        Path file = BuildDirectory.path().resolve("not-run.txt");
        try {
            Files.writeString(file, summary, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
