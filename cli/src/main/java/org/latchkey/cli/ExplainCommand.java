package org.latchkey.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.latchkey.DirectoryInspector;
import org.latchkey.auth.Secret;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.ConfigException;
import org.latchkey.config.Configuration;
import org.latchkey.inspect.Colours;
import org.latchkey.inspect.ExplainTree;
import org.latchkey.inspect.Explanation;
import org.latchkey.inspect.TreeText;
import org.latchkey.inspect.UserLook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what becomes of one user, and why. */
@Command(
        name = "explain",
        header = "Says what becomes of a user, and why: entry, groups, rules, roles.",
        description = {
            "",
            "Without a password the engine looks the user up as a login goes on once the password",
            "was right. With one it also logs in, once. Nothing is ever written to a directory.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  latchkey explain alice --config ldap.properties",
            "  latchkey explain alice --config /srv/tomcat/conf/server.xml --json",
            "  latchkey explain alice --config ldap.properties --html alice.html",
            "  latchkey explain alice --config ldap.properties --password-stdin < secret",
            "",
            "Exit codes: 0 the user is let in; 1 the directory could not answer; 2 the command line",
            "is wrong; 3 the configuration is refused; 4 the user is not found, or not let in."
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "The name, as it would be typed.")
    private String user = "";

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Mixin
    private final PasswordOptions password = new PasswordOptions();

    @Option(names = "--ask-password", description = "Asks for the password, and logs in besides.")
    private boolean ask;

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes a page with a picture of the groups, besides.")
    private @Nullable Path html;

    @Option(names = "--svg", paramLabel = "FILE", description = "Writes the picture alone, besides.")
    private @Nullable Path svg;

    ExplainCommand(Surroundings surroundings) {
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
        Explanation explanation =
                explain(new DirectoryInspector(read.realms(), StoredPasswordMatcher.none(), Clock.systemUTC()));
        write(explanation);
        save(html, explanation, ExplainHtml::of);
        save(svg, explanation, ExplainCommand::picture);
        return exitCode(explanation);
    }

    private Explanation explain(DirectoryInspector inspector) {
        if (!ask && !password.given()) {
            return inspector.explain(user, null);
        }
        Secret secret = password.read(user, surroundings);
        try {
            return inspector.explain(user, secret);
        } finally {
            secret.wipe();
        }
    }

    private void write(Explanation explanation) {
        if (json) {
            surroundings.out().println(ExplainJson.of(explanation));
        } else {
            new TreeText(
                            surroundings.out(),
                            new Colours(surroundings.colours()),
                            surroundings.screen().unicode())
                    .draw(ExplainTree.of(explanation));
        }
    }

    /** Of several directories, that which decides; else the first that knows the user. */
    private static String picture(Explanation explanation) {
        List<UserLook> looks = explanation.looks();
        UserLook shown = looks.stream()
                .filter(look -> look.directory().equals(explanation.decidedBy()))
                .findFirst()
                .or(() -> looks.stream().filter(look -> look.user() != null).findFirst())
                .orElse(looks.get(0));
        return new GroupPicture(shown).file();
    }

    private void save(@Nullable Path file, Explanation explanation, Function<Explanation, String> writer) {
        if (file == null || spec == null) {
            return;
        }
        try {
            Files.writeString(file, writer.apply(explanation));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "there is no writing to " + file);
        }
    }

    private static int exitCode(Explanation explanation) {
        return switch (explanation.verdict().outcome()) {
            case PASSED -> ExitCode.FINE;
            case FAILED -> ExitCode.FAILED;
            default -> ExitCode.NOT_LET_IN;
        };
    }
}
