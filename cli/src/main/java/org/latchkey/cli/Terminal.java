package org.latchkey.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Whether somebody sits there, and what they can see. */
final class Terminal {

    private Terminal() {}

    /** From JDK 22 on there is a console without a terminal too, which then says so. */
    static boolean isThere() {
        return console().filter(Terminal::isTerminal).isPresent();
    }

    @SuppressWarnings("SystemConsoleNull") // it does on 17, which this runs on as well
    private static Optional<Console> console() {
        return Optional.ofNullable(System.console());
    }

    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /**
     * Whether standard error is a terminal and standard output is none, so that a line there disturbs nothing. Where the system
     * does not tell of each, never.
     */
    static boolean showsProgress(boolean outputElsewhere) {
        return isDevice("2") && (outputElsewhere || !isDevice("1"));
    }

    private static boolean isDevice(String descriptor) {
        try {
            String leads =
                    Files.readSymbolicLink(Path.of("/proc/self/fd", descriptor)).toString();
            return leads.startsWith("/dev/pts/") || leads.startsWith("/dev/tty");
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** How the terminal reads bytes; the JVM's own default is UTF-8 whatever the terminal is. */
    static Charset charset() {
        return console().map(Console::charset).orElseGet(Charset::defaultCharset);
    }

    /** Whether a terminal that reads bytes so knows the characters that trees are drawn with. */
    static boolean draws(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode("\u251c\u2500\u2514\u2502");
    }

    /** As no-color.org and terminfo have it. */
    static boolean wantsColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    static Optional<char[]> ask(String question) {
        return console()
                .filter(Terminal::isTerminal)
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s", question)));
    }

    static Optional<String> askAloud(String question) {
        return console()
                .filter(Terminal::isTerminal)
                .flatMap(console -> Optional.ofNullable(console.readLine("%s", question)));
    }
}
