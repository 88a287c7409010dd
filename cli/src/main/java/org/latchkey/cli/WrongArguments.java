package org.latchkey.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the command line, and never repeats an argument that may be a password. */
final class WrongArguments implements IParameterExceptionHandler {

    private static final List<String> PASSWORDS = List.of("--password", "--pass", "-p", "-w", "-P", "--secret");

    private final PrintWriter err;

    WrongArguments(PrintWriter err) {
        this.err = err;
    }

    /**
     * What a command throws where its arguments are wrong.
     *
     * @param spec the command, as picocli has filled it in
     * @param sentence what is wrong
     */
    static ParameterException in(@Nullable CommandSpec spec, String sentence) {
        if (spec == null) {
            throw new IllegalStateException("picocli has not filled the arguments in");
        }
        return new ParameterException(spec.commandLine(), sentence);
    }

    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        err.println(sentence(fault));
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException fault) {
        if (!(fault instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(fault.getMessage());
        }
        List<String> options = unmatched.getUnmatched().stream()
                .filter(argument -> argument.startsWith("-"))
                .map(WrongArguments::name)
                .toList();
        if (options.stream().anyMatch(PASSWORDS::contains)) {
            return "A password is never an argument, where everybody can see it: leave it out to be asked for it, or"
                    + " give --password-stdin, --password-file FILE or --password-env NAME";
        }
        return options.isEmpty()
                ? "There are arguments that belong to no option"
                : "There is no option " + options.stream().collect(Collectors.joining(", "));
    }

    private static String name(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        return name.startsWith("--") || name.length() < 2 ? name : name.substring(0, 2);
    }
}
