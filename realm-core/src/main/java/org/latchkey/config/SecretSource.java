package org.latchkey.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Secret;

/**
 * Where a secret of the configuration is kept: in the text itself, in an environment variable ({@code ${env:NAME}}) or in a
 * file ({@code ${file:/path}}), which is read afresh each time. A relative path starts at the system property {@code catalina.base} where it is set.
 *
 * <p>Immutable; {@link #toString()} names the place and never the secret.
 */
public final class SecretSource {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?:[^{}]*}|(?:env|file):.*)", Pattern.DOTALL);

    private enum Kind {
        TEXT,
        ENV,
        FILE
    }

    private final Kind kind;
    private final Secret text;
    private final String place;
    private final UnaryOperator<@Nullable String> environment;

    private SecretSource(Kind kind, Secret text, String place, UnaryOperator<@Nullable String> environment) {
        this.kind = kind;
        this.text = text;
        this.place = place;
        this.environment = environment;
    }

    /**
     * Reads what was configured.
     *
     * @param configured the value of the key
     * @return the source
     * @throws IllegalArgumentException for another text in <code>${...}</code>, which somebody meant to be replaced
     */
    public static SecretSource parse(String configured) {
        return parse(configured, System::getenv);
    }

    static SecretSource parse(String configured, UnaryOperator<@Nullable String> environment) {
        for (Kind kind : new Kind[] {Kind.ENV, Kind.FILE}) {
            String opening = "${" + kind.name().toLowerCase(Locale.ROOT) + ":";
            if (configured.startsWith(opening) && configured.endsWith("}")) {
                String place = configured.substring(opening.length(), configured.length() - 1);
                return new SecretSource(kind, Secret.of(""), place, environment);
            }
        }
        if (REFERENCE.matcher(configured).matches()) {
            throw new IllegalArgumentException("only ${env:NAME} and ${file:/path} are references to a secret");
        }
        return new SecretSource(Kind.TEXT, Secret.of(configured), "", environment);
    }

    /**
     * Fetches the secret. From a file exactly one trailing line end is dropped, and nothing else.
     *
     * @return a copy that the caller wipes
     * @throws IOException when the variable is not set or the file cannot be read; the message names the place
     */
    public Secret read() throws IOException {
        return switch (kind) {
            case TEXT -> text.reveal(Secret::of);
            case ENV -> {
                String value = environment.apply(place);
                if (value == null) {
                    throw new IOException("the environment variable " + place + " is not set");
                }
                yield Secret.of(value);
            }
            case FILE -> Secret.of(fileText());
        };
    }

    /** The file that holds the secret, where one does. */
    Optional<Path> file() {
        return kind == Kind.FILE ? Optional.of(ConfigPath.of(place)) : Optional.empty();
    }

    /** Whether the secret stands in the configuration itself. */
    boolean isText() {
        return kind == Kind.TEXT;
    }

    private String fileText() throws IOException {
        try {
            String value = Files.readString(ConfigPath.of(place), StandardCharsets.UTF_8);
            int end = value.endsWith("\r\n") ? 2 : value.endsWith("\n") ? 1 : 0;
            return value.substring(0, value.length() - end);
        } catch (IOException | RuntimeException e) {
            throw new IOException("the file " + place + " cannot be read as UTF-8 text", e);
        }
    }

    @Override
    public String toString() {
        return kind == Kind.TEXT ? "[hidden]" : "${" + kind.name().toLowerCase(Locale.ROOT) + ":" + place + "}";
    }
}
