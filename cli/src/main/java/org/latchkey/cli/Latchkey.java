package org.latchkey.cli;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code latchkey} command. */
@Command(
        name = "latchkey",
        header = "Latchkey: LDAP logins for hosted web applications.",
        description = {"", "Tries configurations out and says what to change.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  latchkey init ldaps://dc1.corp.example      writes a configuration that works",
            "  latchkey lint --config ldap.properties      reads it, sends nothing",
            "  latchkey check --config ldap.properties     asks every server",
            "  latchkey check --config ldap.properties --user alice",
            "  latchkey convert conf/server.xml            a JNDIRealm, Jetty's login.conf and others",
            "  latchkey list-users --config ldap.properties > users.csv",
            "  latchkey explain alice --config ldap.properties   says what becomes of her, and why",
            "  source <(latchkey generate-completion)      lets bash and zsh complete all this"
        },
        subcommands = {HelpCommand.class, GenerateCompletion.class},
        mixinStandardHelpOptions = true,
        versionProvider = Latchkey.Version.class)
public final class Latchkey implements Callable<Integer> {

    private static final int CAUSES = 5;

    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger ENGINE = Logger.getLogger("org.latchkey");

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    private Latchkey(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Runs the command and ends the JVM with its exit code.
     *
     * @param arguments the command's
     */
    public static void main(String[] arguments) {
        ENGINE.setLevel(Level.OFF);
        System.exit(run(Surroundings.ofTheProcess(), arguments));
    }

    /**
     * Runs the command.
     *
     * @param surroundings where it reads and writes
     * @param arguments the command's
     * @return its exit code
     */
    public static int run(Surroundings surroundings, String... arguments) {
        CommandLine command = new CommandLine(new Latchkey(surroundings))
                .addSubcommand(new CheckCommand(surroundings))
                .addSubcommand(new LintCommand(surroundings))
                .addSubcommand(new ConvertCommand(surroundings))
                .addSubcommand(new InitCommand(surroundings))
                .addSubcommand(new ListUsersCommand(surroundings))
                .addSubcommand(new ExplainCommand(surroundings));
        command.setOut(surroundings.out())
                .setErr(surroundings.err())
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        surroundings.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(new WrongArguments(surroundings.err()))
                .setExecutionExceptionHandler((fault, failed, parsed) -> defect(surroundings, fault));
        int code = command.execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return code;
    }

    /** Where it happened, and not what was said there: a message may hold what nobody thought of. */
    private static int defect(Surroundings surroundings, Exception fault) {
        surroundings.err().println("latchkey: a defect of ours; please report what follows");
        Stream.<Throwable>iterate(fault, one -> one != null, Throwable::getCause)
                .limit(CAUSES)
                .forEach(one -> {
                    surroundings.err().println(one.getClass().getName());
                    Arrays.stream(one.getStackTrace())
                            .forEach(frame -> surroundings.err().println("    " + frame));
                });
        return ExitCode.DEFECT;
    }

    /** Without a command there is nothing to do but to tell which there are. */
    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(surroundings.err());
        }
        return ExitCode.USAGE;
    }

    /** What the jar says of itself. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Latchkey.class.getPackage().getImplementationVersion();
            return new String[] {
                "latchkey " + (version == null ? "(not from its jar)" : version),
                "Java " + Runtime.version() + ", " + System.getProperty("java.vendor")
            };
        }
    }
}
