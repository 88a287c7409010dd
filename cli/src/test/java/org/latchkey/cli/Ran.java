package org.latchkey.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What a command did. */
record Ran(int code, String out, String err) {

    static Ran with(String... arguments) {
        return with(Map.of(), "", arguments);
    }

    static Ran with(Map<String, String> environment, String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Latchkey.run(
                new Surroundings(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        environment,
                        question -> Optional.empty(),
                        false),
                arguments);
        return new Ran(code, out.toString(), err.toString());
    }
}
