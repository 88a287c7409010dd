package org.latchkey.demo;

import java.util.ArrayList;
import java.util.List;

/** All trials, one after another, on one stage. */
final class Performance {
    private final Stage stage;

    Performance(Stage stage) {
        this.stage = stage;
    }

    List<Result> of(List<Trial> trials) throws Exception {
        List<String> roles = stage.directory().groups();
        List<Result> results = new ArrayList<>();
        try (LoginLog log = LoginLog.open()) {
            for (Trial trial : trials) {
                Attempt attempt = trial.attempt();
                Answer answer = attempt.door().enter(new Browser(stage.root(), roles), attempt);
                results.add(new Result(trial, answer, log.takeReason()));
            }
        }
        return results;
    }
}
