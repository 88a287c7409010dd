package org.latchkey.cli;

import org.latchkey.config.ConfigException;
import org.latchkey.inspect.Colours;
import org.latchkey.inspect.Outcome;

/** Writes why a configuration is refused: every problem, the key first. */
final class Refusal {

    private Refusal() {}

    static int write(Surroundings surroundings, boolean json, ConfigException refused) {
        if (json) {
            surroundings.out().println(CheckJson.refused(refused.problems()));
        } else {
            String word = new Colours(surroundings.colours()).of(Outcome.FAILED, "FAIL");
            surroundings.out().println("  " + word + "  configuration");
            refused.problems().forEach(problem -> surroundings.out().println("        " + problem));
        }
        return ExitCode.CONFIGURATION;
    }
}
