package org.latchkey.it.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.latchkey.it.faults.FaultResults.Result;
import org.latchkey.it.support.BuildDirectory;

/**
 * Writes at the end of a run, to {@code target/faults.md}, which {@link Fault} was brought about by which tests and how
 * those ended. Runs of other JVMs of the same build are kept; a run without such tests writes nothing.
 */
public final class FaultTable implements TestExecutionListener {
    private final Map<TestIdentifier, Result> results = new LinkedHashMap<>();
    private final Path directory;
    private Optional<TestPlan> plan = Optional.empty();

    /** For the service loader. */
    public FaultTable() {
        this(BuildDirectory.path());
    }

    FaultTable(Path directory) {
        this.directory = directory;
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan started) {
        plan = Optional.of(started);
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        testsOf(test).forEach(each -> results.put(each, Result.NOT_RUN));
    }

    /** A class that fails or gives up before its tests tells the result of them all. */
    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult ending) {
        if (test.isTest() || ending.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            testsOf(test).forEach(each -> results.putIfAbsent(each, Result.of(ending.getStatus())));
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        var found = new FaultResults(directory);
        results.forEach((test, result) -> rowsOf(test).forEach(row -> found.add(Fault.of(row), nameOf(test), result)));
        try {
            found.publish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<TestIdentifier> testsOf(TestIdentifier test) {
        Stream<TestIdentifier> below = plan.stream().flatMap(known -> known.getDescendants(test).stream());
        return Stream.concat(Stream.of(test), below).filter(TestIdentifier::isTest);
    }

    private static Stream<Integer> rowsOf(TestIdentifier test) {
        return methodOf(test).stream()
                .flatMap(method -> Stream.of(
                        AnnotationSupport.findAnnotation(method.getJavaMethod(), FaultRow.class),
                        AnnotationSupport.findAnnotation(method.getJavaClass(), FaultRow.class)))
                .flatMap(Optional::stream)
                .flatMap(rows -> Arrays.stream(rows.value()).boxed())
                .distinct();
    }

    private static String nameOf(TestIdentifier test) {
        String method = methodOf(test)
                .map(source -> source.getJavaClass().getSimpleName() + "." + source.getMethodName())
                .orElse("");
        String shown = test.getDisplayName();
        return method.endsWith("." + shown.replace("()", "")) ? method : method + " " + shown;
    }

    private static Optional<MethodSource> methodOf(TestIdentifier test) {
        return test.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast);
    }
}
