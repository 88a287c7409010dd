package org.latchkey.inspect;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a survey of one server has seen. Immutable.
 *
 * @param seen the stages that were walked, up to the first that failed
 * @param offersStartTls whether the server says that it speaks StartTLS
 * @param shape how the directory is laid out; empty where a stage failed, or nobody looked inside
 */
public record SurveyReport(ServerReport seen, boolean offersStartTls, Optional<DirectoryShape> shape) {

    /** Checks that all are there. */
    public SurveyReport {
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(shape, "shape");
    }

    /**
     * The stage that failed.
     *
     * @return the last stage, where it failed
     */
    public Optional<StageReport> failure() {
        return seen.failure();
    }

    /**
     * The warnings of all stages.
     *
     * @return what an administrator should look at
     */
    public List<String> warnings() {
        return seen.stages().stream()
                .flatMap(stage -> stage.warnings().stream())
                .toList();
    }
}
