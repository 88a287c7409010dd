package org.latchkey.cli;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.latchkey.DirectoryInspector;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.ConfigException;
import org.latchkey.config.Configuration;
import org.latchkey.inspect.CheckText;
import org.latchkey.inspect.Colours;
import org.latchkey.inspect.Outcome;
import org.latchkey.inspect.ServerReport;
import org.latchkey.inspect.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Walks the stages at every server. */
@Command(
        name = "check",
        header = "Tries the configuration out, stage by stage, at every server.",
        description = {
            "",
            "Each server is walked from its name to its groups, up to the first stage that fails;",
            "the keys to change are named. Nothing is ever written to a directory.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  latchkey check --config ldap.properties",
            "  latchkey check --config ldap.properties --user alice",
            "  latchkey check --config /srv/tomcat/conf/server.xml",
            "  latchkey check --config ldap.properties --user alice --password-stdin < secret",
            "  latchkey check --config ldap.properties --set useStartTls=true --json",
            "",
            "Exit codes: 0 every stage passed; 1 a stage failed; 2 the command line is wrong;",
            "3 the configuration is refused; 4 it works, and the user is not let in."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "Logs in at the end, as it would be typed. The password is asked for.")
    private @Nullable String user;

    @Mixin
    private final PasswordOptions password = new PasswordOptions();

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    @Option(
            names = {"-v", "--verbose"},
            description = "Tells everything that was seen.")
    private boolean verbose;

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (user == null && password.given() && spec != null) {
            throw new ParameterException(spec.commandLine(), "a password is for a user: --user NAME is missing");
        }
        Configuration read;
        try {
            read = config.read(surroundings);
        } catch (ConfigException e) {
            return Refusal.write(surroundings, json, e);
        }
        List<ServerReport> servers =
                check(new DirectoryInspector(read.realms(), StoredPasswordMatcher.none(), Clock.systemUTC()));
        write(servers);
        return exitCode(servers);
    }

    private List<ServerReport> check(DirectoryInspector inspector) {
        String name = user;
        return Passwords.check(inspector, name, name == null ? null : password.read(name, surroundings));
    }

    private void write(List<ServerReport> servers) {
        if (json) {
            surroundings.out().println(CheckJson.of(servers));
        } else {
            new CheckText(surroundings.out(), new Colours(surroundings.colours()), verbose).write(servers);
        }
    }

    private int exitCode(List<ServerReport> servers) {
        boolean broken = servers.stream()
                .flatMap(server -> server.failure().stream())
                .anyMatch(stage -> stage.stage() != Stage.LOGIN);
        if (broken) {
            return ExitCode.FAILED;
        }
        return user == null || logins(servers, Outcome.PASSED) > 0 && logins(servers, Outcome.FAILED) == 0
                ? ExitCode.FINE
                : ExitCode.NOT_LET_IN;
    }

    private static long logins(List<ServerReport> servers, Outcome outcome) {
        return servers.stream()
                .flatMap(server -> server.stages().stream())
                .filter(stage -> stage.stage() == Stage.LOGIN && stage.outcome() == outcome)
                .count();
    }
}
