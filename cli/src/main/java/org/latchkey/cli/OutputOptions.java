package org.latchkey.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** In which form a configuration is written, and where. */
final class OutputOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            converter = FormName.Typed.class,
            description = "What is written: ${COMPLETION-CANDIDATES}. server-xml by default.")
    private FormName format = FormName.SERVER_XML;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes to a new file instead of standard output.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Writes the configuration although a stage of its check failed.")
    private boolean force;

    /** Checks, before anything is sent, that it can be written. */
    Form form() {
        if (output != null && Files.exists(output)) {
            throw wrong("--output: " + output + " is there already, and nothing is written over");
        }
        return format.form();
    }

    boolean force() {
        return force;
    }

    void write(String text, Surroundings surroundings) {
        Path file = output;
        if (file == null) {
            surroundings.out().print(text);
            return;
        }
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw wrong("--output: " + file + " cannot be written");
        }
        surroundings.err().println("written to " + file);
    }

    private ParameterException wrong(String sentence) {
        return WrongArguments.in(spec, sentence);
    }
}
