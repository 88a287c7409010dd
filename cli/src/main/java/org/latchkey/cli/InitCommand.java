package org.latchkey.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.latchkey.DirectoryInspector;
import org.latchkey.auth.Dn;
import org.latchkey.auth.Secret;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigReader;
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

    @Mixin
    private final LoginOptions login = new LoginOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Form form = output.form();
        Map<String, String> given = ConfigOptions.pairs(set, this::wrong);
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
        SurveyReport seen = survey.look(answers());
        findings.tell(seen);
        Optional<DirectoryShape> shape = seen.shape();
        if (shape.isEmpty()) {
            findings.failed(seen);
            if (survey.isAnonymous() && findings.wantsAccount(seen)) {
                throw wrong("nobody can be seen by an anonymous search: --connection-name is missing, the account that"
                        + " may search, and its password by --password-file, --password-stdin or --password-env");
            }
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
        Draft draft = draft(form, about, settings);
        Map<String, String> keys = new LinkedHashMap<>(draft.keys());
        survey.password().ifPresent(value -> keys.put(ConfigKey.CONNECTION_PASSWORD.key(), value));
        DirectoryInspector inspector = new DirectoryInspector(
                ConfigReader.read(form.door(), keys).realms(), StoredPasswordMatcher.none(), Clock.systemUTC());
        List<ServerReport> servers = login.check(inspector, surroundings);
        boolean fine = new InitFindings(surroundings).checked(servers);
        if (fine || output.force()) {
            output.write(draft.text(), surroundings);
        }
        return fine ? ExitCode.FINE : isRefusal(servers) ? ExitCode.NOT_LET_IN : ExitCode.FAILED;
    }

    private static boolean isRefusal(List<ServerReport> servers) {
        return servers.stream()
                .flatMap(server -> server.failure().stream())
                .allMatch(stage -> stage.stage() == Stage.LOGIN);
    }

    private Draft draft(Form form, List<String> about, List<Setting> settings) {
        try {
            return Draft.of(form, about, settings);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** A password that looks like a reference would be taken for one. */
    private String configurable(String value) {
        return value.startsWith("${")
                ? password.reference()
                        .filter(place -> place.startsWith("${file:"))
                        .orElseThrow(() -> wrong(
                                "a password that begins with ${ can come from a file only:" + " --password-file FILE"))
                : value;
    }

    private SurveyAnswers answers() {
        return new SurveyAnswers(dn("--user-base", userBase), dn("--group-base", groupBase), loginAttribute);
    }

    private @Nullable String dn(String option, @Nullable String given) {
        if (given != null && Dn.tryParse(given).filter(dn -> !dn.isRoot()).isEmpty()) {
            throw wrong(option + " is no DN such as ou=people,dc=corp,dc=example");
        }
        return given;
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

    private ParameterException wrong(String sentence) {
        return WrongArguments.in(spec, sentence);
    }
}
