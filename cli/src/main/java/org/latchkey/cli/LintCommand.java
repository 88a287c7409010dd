package org.latchkey.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.latchkey.config.ConfigException;
import org.latchkey.config.Configuration;
import org.latchkey.config.RealmConfig;
import org.latchkey.inspect.Colours;
import org.latchkey.inspect.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The part of a check that needs no directory. */
@Command(
        name = "lint",
        header = "Reads the configuration and says what cannot work and what is unsafe.",
        description = {"", "Sends nothing: for a build, or before a restart.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  latchkey lint --config ldap.properties",
            "  latchkey lint --config ldap.properties --strict",
            "  latchkey lint --config conf/jaspic-providers.xml",
            "  latchkey lint --config login.conf --entry corp",
            "",
            "Exit codes: 0 it can work; 1 there are warnings and --strict was given;",
            "2 the command line is wrong; 3 the configuration is refused."
        },
        mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Option(names = "--strict", description = "Ends with 1 where there are warnings.")
    private boolean strict;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    LintCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration read;
        try {
            read = config.read(surroundings);
        } catch (ConfigException e) {
            return Refusal.write(surroundings, json, e);
        }
        List<String> warnings = read.realms().stream()
                .flatMap(realm -> realm.warnings().stream())
                .distinct()
                .toList();
        if (json) {
            writeJson(read, warnings);
        } else {
            writeText(read, warnings);
        }
        return strict && !warnings.isEmpty() ? ExitCode.FAILED : ExitCode.FINE;
    }

    private void writeText(Configuration read, List<String> warnings) {
        Colours colours = new Colours(surroundings.colours());
        Outcome outcome = warnings.isEmpty() ? Outcome.PASSED : Outcome.WARNED;
        surroundings
                .out()
                .println("  " + colours.of(outcome, warnings.isEmpty() ? "ok  " : "warn") + "  configuration");
        read.realms().stream()
                .flatMap(realm -> realm.taken().stream())
                .forEach(taken -> surroundings.out().println("        " + taken));
        warnings.forEach(warning -> surroundings.out().println("        look at: " + warning));
    }

    private void writeJson(Configuration read, List<String> warnings) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ok", true);
        all.put("problems", List.of());
        all.put("warnings", warnings);
        all.put(
                "taken",
                read.realms().stream()
                        .map(RealmConfig::expansion)
                        .flatMap(List::stream)
                        .toList());
        surroundings.out().println(Json.of(all));
    }
}
