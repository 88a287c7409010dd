package org.latchkey.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a command runs.
 *
 * @param in standard input
 * @param out takes what was asked for
 * @param err takes what went wrong
 * @param environment the variables
 * @param prompt asks a question whose answer is not shown, or gives nothing where there is nobody to ask
 * @param colours whether what is written may be coloured
 * @param question asks a question whose answer is shown, or gives nothing where there is nobody to ask
 */
public record Surroundings(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        Function<String, Optional<char[]>> prompt,
        boolean colours,
        Function<String, Optional<String>> question) {

    /** Copies the map. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /**
     * Where nobody can be asked anything but a password.
     *
     * @param in standard input
     * @param out takes what was asked for
     * @param err takes what went wrong
     * @param environment the variables
     * @param prompt asks a question whose answer is not shown, or gives nothing where there is nobody to ask
     * @param colours whether what is written may be coloured
     */
    public Surroundings(
            InputStream in,
            PrintWriter out,
            PrintWriter err,
            Map<String, String> environment,
            Function<String, Optional<char[]>> prompt,
            boolean colours) {
        this(in, out, err, environment, prompt, colours, question -> Optional.empty());
    }

    /** The process. */
    static Surroundings ofTheProcess() {
        boolean terminal = Terminal.isThere();
        return new Surroundings(
                System.in,
                new PrintWriter(System.out, true, Terminal.charset()),
                new PrintWriter(System.err, true, Terminal.charset()),
                System.getenv(),
                Terminal::ask,
                terminal && Terminal.wantsColours(System.getenv()),
                Terminal::askAloud);
    }
}
