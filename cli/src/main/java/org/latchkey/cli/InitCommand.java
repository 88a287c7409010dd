package org.latchkey.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.latchkey.DirectoryInspector;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Secret;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.SecretSource;
import org.latchkey.inspect.DirectoryShape;
import org.latchkey.inspect.ServerReport;
import org.latchkey.inspect.Stage;
import org.latchkey.inspect.SurveyAnswers;
import org.latchkey.inspect.SurveyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a directory how it is laid out and writes the shortest configuration that works with it. */
@Command(
        name = "init",
        header = "Asks a directory how it is laid out, and writes a configuration that works.",
        description = {
            "",
            "What was found and what was checked is told on standard error; standard output has the",
            "configuration alone. The password of the service account is never written.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  latchkey init ldaps://dc1.corp.example",
            "  latchkey init ldaps://dc1.corp.example --connection-name reader@corp.example \\",
            "      --password-file /run/secrets/ldap-reader --output realm.xml",
            "  latchkey init ldap://ldap.corp.example --format properties --set commonRole=employee",
            "",
            "Exit codes: 0 it works and is written; 1 a stage failed; 2 the command line is wrong,",
            "or an answer is missing; 3 a key given by --set is refused; 4 --user is not let in."
        },
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "URL",
            description = "The server: ldaps://host, or ldap://host. A DN behind it is where to look.")
    private String url = "";

    @Option(
            names = "--connection-name",
            paramLabel = "NAME",
            description = "The service account, a DN or user@domain; its password is asked for.")
    private @Nullable String name;

    @Mixin
    private final PasswordOptions password = new PasswordOptions();

    @Option(
            names = "--password-reference",
            paramLabel = "REFERENCE",
            description = {
                "What is written in the place of the password: '$${file:/path}' or '$${env:NAME}'. Else the",
                "file or variable it came from, or $${file:/run/secrets/ldap-reader}."
            })
    private @Nullable String reference;

    @Option(names = "--user-base", paramLabel = "DN", description = "Below which entry users are.")
    private @Nullable String userBase;

    @Option(names = "--group-base", paramLabel = "DN", description = "Below which entry groups are.")
    private @Nullable String groupBase;

    @Option(names = "--login-attribute", paramLabel = "NAME", description = "The attribute people log in by.")
    private @Nullable String loginAttribute;

    @Option(
            names = "--ca-certificate-file",
            paramLabel = "FILE",
            description = "Who signed the server's certificate (PEM), where the JVM does not know.")
    private @Nullable Path caFile;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A key to be written as it is. A secret only as '$${file:/path}' or '$${env:NAME}'.")
    private List<String> set = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "server-xml",
            description = "server-xml (the default), properties, jaas, jaspic-providers or wildfly-cli.")
    private String format = "server-xml";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes to a new file instead.")
    private @Nullable Path output;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "Logs in at the end of the check, as it would be typed. The password is asked for.")
    private @Nullable String user;

    @Option(
            names = "--user-password-file",
            paramLabel = "FILE",
            description = "The password of --user is what the file holds.")
    private @Nullable Path userPasswordFile;

    @Option(
            names = "--user-password-env",
            paramLabel = "NAME",
            description = "The password of --user is in a variable.")
    private @Nullable String userPasswordVariable;

    @Option(names = "--force", description = "Writes the configuration although a stage of its check failed.")
    private boolean force;

    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Form form = form();
        Map<String, String> given = ConfigOptions.pairs(set, this::wrong);
        checkOutput();
        String account = account(given);
        Secret secret = account == null ? null : password.read(account, surroundings);
        try {
            return made(form, given, account, secret);
        } catch (ConfigException e) {
            e.problems().forEach(problem -> surroundings.err().println("  " + problem));
            return ExitCode.CONFIGURATION;
        } finally {
            if (secret != null) {
                secret.wipe();
            }
        }
    }

    private int made(Form form, Map<String, String> given, @Nullable String account, @Nullable Secret secret)
            throws ConfigException {
        InitFindings findings = new InitFindings(surroundings);
        InitSurvey survey = new InitSurvey(
                new InitSurvey.Way(
                        url, caFile == null ? null : caFile.toAbsolutePath().toString(), given),
                account,
                secret == null ? null : secret.reveal(this::configurable));
        SurveyReport seen = survey.look(new SurveyAnswers(userBase, groupBase, loginAttribute));
        findings.tell(seen);
        Optional<DirectoryShape> shape = seen.shape();
        if (shape.isEmpty()) {
            if (account == null && findings.wantsAccount(seen)) {
                throw wrong("nobody can be seen by an anonymous search: --connection-name is missing, the account that"
                        + " may search, and its password by --password-file, --password-stdin or --password-env");
            }
            findings.failed(seen);
            return ExitCode.FAILED;
        }
        List<Setting> settings = InitKeys.of(shape.get(), survey.access(reference()), given);
        List<String> about = new ArrayList<>(
                List.of("Made and checked by latchkey init, for " + shape.get().vendor()));
        if (survey.isClear()) {
            findings.clearText();
            about.add("Passwords travel in clear text, as the server offers neither StartTLS nor ldaps.");
        }
        return checked(form, settings, survey, about);
    }

    private int checked(Form form, List<Setting> settings, InitSurvey survey, List<String> about)
            throws ConfigException {
        String text = written(form, about, settings);
        Map<String, String> keys = new LinkedHashMap<>(readBack(form, text, settings));
        survey.password().ifPresent(value -> keys.put(ConfigKey.CONNECTION_PASSWORD.key(), value));
        List<ServerReport> servers = check(new DirectoryInspector(
                ConfigReader.read(form.door(), keys).realms(), StoredPasswordMatcher.none(), Clock.systemUTC()));
        boolean fine = new InitFindings(surroundings).checked(servers);
        if (fine || force) {
            write(text);
        }
        return fine ? ExitCode.FINE : isRefusal(servers) ? ExitCode.NOT_LET_IN : ExitCode.FAILED;
    }

    private static boolean isRefusal(List<ServerReport> servers) {
        return servers.stream()
                .flatMap(server -> server.failure().stream())
                .allMatch(stage -> stage.stage() == Stage.LOGIN);
    }

    private List<ServerReport> check(DirectoryInspector inspector) {
        String login = user;
        if (login == null) {
            return inspector.check(null);
        }
        Secret secret = userPassword(login);
        try {
            return inspector.check(new UsernamePassword(login, secret));
        } finally {
            secret.wipe();
        }
    }

    private Secret userPassword(String login) {
        if (userPasswordFile == null && userPasswordVariable == null) {
            char[] answer = surroundings
                    .prompt()
                    .apply("Password of " + login + ": ")
                    .orElseThrow(() -> wrong("nobody can be asked for the password of --user here: --user-password-file"
                            + " or --user-password-env is missing"));
            try {
                return Secret.of(answer);
            } finally {
                Arrays.fill(answer, '\0');
            }
        }
        if (userPasswordVariable != null) {
            return Optional.ofNullable(surroundings.environment().get(userPasswordVariable))
                    .map(Secret::of)
                    .orElseThrow(() -> wrong("--user-password-env: the variable is not set"));
        }
        try {
            return SecretSource.parse("${file:" + userPasswordFile.toAbsolutePath() + "}")
                    .read();
        } catch (IOException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private String written(Form form, List<String> about, List<Setting> settings) {
        try {
            return form.write(about, settings);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** What a container will read of it, with what it will read beside it. */
    private Map<String, String> readBack(Form form, String text, List<Setting> settings) {
        Map<String, String> read = form.read(text);
        Map<String, String> all = new LinkedHashMap<>(read);
        for (Setting setting : settings) {
            if (!form.holds(setting)) {
                all.put(setting.key(), setting.value());
            } else if (!setting.value().equals(read.get(setting.key()))) {
                throw wrong("the container would put something else into " + setting.key()
                        + ", where ${...} stands: give --format properties");
            }
        }
        return all;
    }

    private void write(String text) {
        if (output == null) {
            surroundings.out().print(text);
            return;
        }
        try {
            Files.writeString(output, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            surroundings.err().println("written to " + output);
        } catch (IOException e) {
            throw wrong("--output: " + output + " cannot be written, or is there already");
        }
    }

    private void checkOutput() {
        if (output != null && Files.exists(output)) {
            throw wrong("--output: " + output + " is there already, and nothing is written over");
        }
    }

    /** A password that looks like a reference would be taken for one. */
    private String configurable(String value) {
        if (value.startsWith("${")) {
            throw wrong("a password that begins with ${ can be read from a file only: --password-reference"
                    + " '${file:/path}'");
        }
        return value;
    }

    private String reference() {
        return Optional.ofNullable(reference).or(password::reference).orElse("${file:/run/secrets/ldap-reader}");
    }

    private @Nullable String account(Map<String, String> given) {
        if (reference != null && !ConfigOptions.isReference(reference)) {
            throw wrong("--password-reference is '${file:/path}' or '${env:NAME}', and never a password");
        }
        if (name != null || given.containsKey(ConfigKey.CONNECTION_NAME.key())) {
            return name;
        }
        if (password.given()) {
            throw wrong("a password is for a service account: --connection-name is missing");
        }
        return surroundings
                .question()
                .apply("Service account, a DN or user@domain (empty to search as nobody): ")
                .map(String::strip)
                .filter(answer -> !answer.isEmpty())
                .orElse(null);
    }

    private Form form() {
        return switch (format) {
            case "server-xml" -> new ServerXmlForm();
            case "properties" -> new PropertiesForm();
            case "jaas" -> new JaasForm();
            case "jaspic-providers" -> new JaspicForm();
            case "wildfly-cli" -> new WildFlyForm();
            default -> throw wrong("--format is server-xml, properties, jaas, jaspic-providers or wildfly-cli");
        };
    }

    private ParameterException wrong(String sentence) {
        if (spec == null) {
            throw new IllegalStateException("picocli has not filled the options in");
        }
        return new ParameterException(spec.commandLine(), sentence);
    }
}
