package org.latchkey.inspect;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How one server did. Immutable.
 *
 * @param directory the name of its directory among several, or empty
 * @param server its URL
 * @param stages the stages that were walked: all of them, or up to the first that failed
 */
public record ServerReport(String directory, String server, List<StageReport> stages) {

    /** Checks that every part is there, and copies the list. */
    public ServerReport {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(server, "server");
        stages = List.copyOf(stages);
    }

    /**
     * The stage that failed.
     *
     * @return the last stage, where it failed
     */
    public Optional<StageReport> failure() {
        return stages.stream()
                .filter(stage -> stage.outcome() == Outcome.FAILED)
                .findFirst();
    }
}
