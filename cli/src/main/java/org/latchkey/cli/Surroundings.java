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
 * @param question asks a question whose answer is shown, or gives nothing where there is nobody to ask
 * @param screen what can be seen there
 */
public record Surroundings(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        Function<String, Optional<char[]>> prompt,
        Function<String, Optional<String>> question,
        Screen screen) {

    /**
     * What can be seen.
     *
     * @param colours whether what is written may be coloured
     * @param unicode whether lines may be drawn with characters that are not ASCII
     */
    public record Screen(boolean colours, boolean unicode) {}

    /** Copies the map. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /**
     * With lines of ASCII, where nobody can be asked anything but a password.
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
        this(in, out, err, environment, prompt, question -> Optional.empty(), new Screen(colours, false));
    }

    /** The process. */
    static Surroundings ofTheProcess() {
        boolean coloured = Terminal.isThere() && Terminal.wantsColours(System.getenv());
        return new Surroundings(
                System.in,
                new PrintWriter(System.out, true, Terminal.charset()),
                new PrintWriter(System.err, true, Terminal.charset()),
                System.getenv(),
                Terminal::ask,
                Terminal::askAloud,
                new Screen(coloured, Terminal.draws(Terminal.charset())));
    }

    /** Whether what is written may be coloured. */
    boolean colours() {
        return screen.colours();
    }
}
