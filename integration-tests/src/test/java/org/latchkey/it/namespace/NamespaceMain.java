package org.latchkey.it.namespace;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
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
            System.err.println(test.getDisplayName() + ": " + outcome);
        }
    }

    private static String stack(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
