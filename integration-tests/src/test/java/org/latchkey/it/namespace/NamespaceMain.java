package org.latchkey.it.namespace;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What runs inside: one test class, and a file with how each of its tests ended. */
final class NamespaceMain implements TestExecutionListener {
    private final Properties outcomes = new Properties();

    private NamespaceMain() {}

    /** The class, and the file. */
    public static void main(String[] arguments) throws IOException {
        var quietly = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(arguments[0]))
                .build();
        var told = new NamespaceMain();
        LauncherFactory.create(quietly).execute(request, told);
        try (Writer file = Files.newBufferedWriter(Path.of(arguments[1]), StandardCharsets.UTF_8)) {
            told.outcomes.store(file, null);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult ending) {
        String outcome = ending.getThrowable().map(NamespaceMain::stack).orElse(NamespaceRun.PASSED);
        if (test.isTest()) {
            outcomes.setProperty(test.getUniqueId(), outcome);
        } else if (!outcome.equals(NamespaceRun.PASSED)) {
            outcomes.merge(
                    NamespaceRun.WHOLE, test.getDisplayName() + ": " + outcome, (one, more) -> one + "\n" + more);
        }
    }

    private static String stack(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .map(each -> each + "\n    at "
                        + Arrays.stream(each.getStackTrace())
                                .map(StackTraceElement::toString)
                                .collect(Collectors.joining("\n    at ")))
                .collect(Collectors.joining("\ncaused by "));
    }
}
