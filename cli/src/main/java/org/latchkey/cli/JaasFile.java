package org.latchkey.cli;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.URIParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;

/** Reads the options of a login module from a JAAS configuration file, by the JDK's own parser. */
final class JaasFile {

    static final String MODULE = "org.latchkey.jaas.LdapLoginModule";

    private static final Pattern LINE = Pattern.compile("[Ll]ine (\\d+)");
    private static final Pattern COMMENTS = Pattern.compile("\\A(?:\\s+|//[^\\n]*|/\\*.*?\\*/)*", Pattern.DOTALL);
    private static final Pattern OPENING = Pattern.compile("\\A(?:\"[^\"\\n]*\"|[\\w.$*-]+)\\s*\\{");

    /** One login module with its options. */
    record Module(String entry, String className, Map<String, String> options) {
        /** Copies the map. */
        Module {
            options = Map.copyOf(options);
        }

        /** Names the place only. */
        @Override
        public String toString() {
            return className + " in " + entry;
        }
    }

    private JaasFile() {}

    /** Whether text is such a file: a name and a brace come first. */
    static boolean is(String text) {
        Matcher comments = COMMENTS.matcher(text);
        String rest = comments.lookingAt() ? text.substring(comments.end()) : text;
        return OPENING.matcher(rest).lookingAt();
    }

    /**
     * Every module of a class, in the file's order.
     *
     * @param path the file
     * @param text what is in it
     * @param className how the name of the class must end
     * @throws IllegalArgumentException when the JDK would not read the file; the message says where, and shows no value
     */
    static List<Module> modules(Path path, String text, String className) {
        Configuration configuration = parsed(path);
        List<Module> found = new ArrayList<>();
        for (String entry : entries(text)) {
            AppConfigurationEntry @Nullable [] modules = configuration.getAppConfigurationEntry(entry);
            Arrays.stream(modules == null ? new AppConfigurationEntry[0] : modules)
                    .filter(module -> module.getLoginModuleName().endsWith(className))
                    .forEach(module -> found.add(new Module(entry, module.getLoginModuleName(), options(module))));
        }
        return found;
    }

    /**
     * The only module, or the one that is meant.
     *
     * @param modules those there are
     * @param entry the entry that is asked for, or {@code null}
     * @param number which of several in it
     * @param path the file
     * @throws IllegalArgumentException when there is none, or which one is not said; the message says what to give
     */
    static Module chosen(List<Module> modules, @Nullable String entry, @Nullable Integer number, Path path) {
        List<String> entries = modules.stream().map(Module::entry).distinct().toList();
        if (entry == null && entries.size() > 1) {
            throw new IllegalArgumentException(
                    "there are " + entries.size() + " entries in " + path + ": give --entry with one of "
                            + entries.stream().map(LogText::escaped).collect(Collectors.joining(", ")));
        }
        List<Module> wanted = modules.stream()
                .filter(module -> entry == null || module.entry().equals(entry))
                .toList();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("no such entry with a login module to read in " + path
                    + (entries.isEmpty()
                            ? ""
                            : ": there is "
                                    + entries.stream().map(LogText::escaped).collect(Collectors.joining(", "))));
        }
        return wanted.get(Choice.of(number, wanted.size(), path));
    }

    private static Map<String, String> options(AppConfigurationEntry module) {
        Map<String, String> options = new LinkedHashMap<>();
        module.getOptions().forEach((name, value) -> options.put(name, String.valueOf(value)));
        return options;
    }

    private static Configuration parsed(Path path) {
        try {
            return Configuration.getInstance("JavaLoginConfig", new URIParameter(path.toUri()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(path + " is no JAAS configuration that the JDK reads" + where(e), e);
        }
    }

    /** The JDK's messages show what stands there, which may be a password: only the line is told. */
    private static String where(Throwable fault) {
        for (Throwable one = fault; one != null; one = one.getCause()) {
            Matcher line = LINE.matcher(String.valueOf(one.getMessage()));
            if (line.find()) {
                return ": line " + line.group(1);
            }
        }
        return ": where a value holds ${...}, it must be the name of a property of this JVM, and secrets by reference"
                + " stand in the file that configFile names";
    }

    /** The JDK tells the modules of an entry, and not which entries there are. */
    private static List<String> entries(String text) {
        StreamTokenizer tokens = tokens(text);
        List<String> names = new ArrayList<>();
        try {
            for (int token = tokens.nextToken(); token != StreamTokenizer.TT_EOF; token = tokens.nextToken()) {
                if (token == StreamTokenizer.TT_WORD || token == '"') {
                    names.add(tokens.sval);
                    skipBraces(tokens);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("text in memory cannot be read", e);
        }
        return names.stream().distinct().toList();
    }

    private static void skipBraces(StreamTokenizer tokens) throws IOException {
        int token = tokens.nextToken();
        while (token != '}' && token != StreamTokenizer.TT_EOF) {
            token = tokens.nextToken();
        }
    }

    private static StreamTokenizer tokens(String text) {
        StreamTokenizer tokens = new StreamTokenizer(new StringReader(text));
        tokens.quoteChar('"');
        "$_-*".chars().forEach(letter -> tokens.wordChars(letter, letter));
        tokens.slashSlashComments(true);
        tokens.slashStarComments(true);
        return tokens;
    }
}
