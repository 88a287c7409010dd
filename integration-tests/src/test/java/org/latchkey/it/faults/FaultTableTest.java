package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class FaultTableTest {
    @TempDir
    private Path directory;

    @Test
    void row_of_a_test_is_that_of_its_method_and_that_of_its_class() throws IOException {
        run(Passing.class);
        assertThat(page()).contains("| 2 | server gone in the middle of a search | `Passing.holds` | passed |");
        assertThat(page()).anyMatch(line -> line.startsWith("| 3 |") && line.endsWith("| `Passing.holds` | passed |"));
        assertThat(page()).anyMatch(line -> line.startsWith("| 4 |") && line.endsWith("|  | no test |"));
    }

    @Test
    void runs_of_several_jvms_come_together_and_the_worst_result_counts() throws IOException {
        run(Passing.class);
        run(Others.class);
        assertThat(page())
                .anyMatch(line -> line.startsWith("| 2 |")
                        && line.contains("`Passing.holds`")
                        && line.contains("`Others.breaks`")
                        && line.endsWith("| failed |"));
        assertThat(page()).anyMatch(line -> line.startsWith("| 5 |") && line.endsWith("| not run |"));
    }

    @Test
    void nothing_is_written_where_no_fault_was_tested() {
        run(NoFault.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void each_fault_has_a_number_of_its_own() {
        for (Fault fault : Fault.values()) {
            assertThat(Fault.of(fault.row())).isSameAs(fault);
        }
    }

    private List<String> page() throws IOException {
        return Files.readAllLines(directory.resolve("faults.md"));
    }

    private void run(Class<?> tests) {
        var quietly = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        LauncherFactory.create(quietly).execute(request, new FaultTable(directory));
    }

    @FaultRow(3)
    static class Passing {
        @Test
        @FaultRow(2)
        void holds() {}
    }

    static class Others {
        @Test
        @FaultRow(2)
        void breaks() {
            fail();
        }

        @Test
        @FaultRow(5)
        void gives_up() {
            assumeTrue(false);
        }
    }

    static class NoFault {
        @Test
        void holds() {}
    }
}
