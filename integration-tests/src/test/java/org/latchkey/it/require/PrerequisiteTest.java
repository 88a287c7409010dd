package org.latchkey.it.require;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.latchkey.it.slapd.OpenLdap;

/** On a machine without slapd, which is brought about by naming one that is not there. */
class PrerequisiteTest {
    private final String required = System.getProperty("latchkey.require");
    private final String slapd = System.getProperty("latchkey.slapd");
    private String reported = "";

    @AfterEach
    void restore() {
        set("latchkey.slapd", slapd);
        set("latchkey.require", required);
    }

    @Test
    void class_that_needs_a_missing_server_is_skipped_and_listed() {
        var summary = run(WithExtension.class, null);
        assertThat(summary.getContainersSkippedCount()).isEqualTo(1);
        assertThat(summary.getTestsFailedCount()).isZero();
        assertThat(reported)
                .startsWith(
                        "NOT RUN: PrerequisiteTest$WithExtension because slapd was not found; install slapd (Debian");
    }

    @Test
    void method_that_starts_a_missing_server_is_aborted_and_listed() {
        var summary = run(StartsItself.class, null);
        assertThat(summary.getTestsAbortedCount()).isEqualTo(1);
        assertThat(reported).startsWith("NOT RUN: PrerequisiteTest$StartsItself.needs_slapd because slapd was not");
    }

    @Test
    void missing_server_is_a_failure_when_all_is_required() {
        assertThat(run(WithExtension.class, "all").getTotalFailureCount()).isEqualTo(1);
        assertThat(run(StartsItself.class, "all").getTestsFailedCount()).isEqualTo(1);
        assertThat(reported).isEmpty();
    }

    private TestExecutionSummary run(Class<?> tests, String require) {
        set("latchkey.slapd", "/no/such/slapd");
        set("latchkey.require", require);
        var counted = new SummaryGeneratingListener();
        var quietly = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        LauncherFactory.create(quietly).execute(request, new NotRunSummary(text -> reported = text), counted);
        return counted.getSummary();
    }

    private static void set(String property, String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    static class WithExtension {
        @RegisterExtension
        static final OpenLdap SLAPD = OpenLdap.named("never").build();

        @Test
        void needs_slapd() {}
    }

    static class StartsItself {
        @Test
        void needs_slapd() {
            OpenLdap.named("never").start();
        }
    }
}
