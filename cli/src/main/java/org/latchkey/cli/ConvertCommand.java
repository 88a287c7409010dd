package org.latchkey.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Configuration;
import org.latchkey.config.Door;
import org.latchkey.config.RealmConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns a configuration of another product into one of ours. */
@Command(
        name = "convert",
        header = "Turns another product's LDAP configuration into one of ours.",
        description = {
            "",
            "Reads Tomcat's JNDIRealm (server.xml, context.xml or the <Realm> alone), Jetty's",
            "LdapLoginModule (login.conf), WildFly's ldap-realm (standalone.xml), Spring's LDAP",
            "properties, the settings of django-auth-ldap and Grafana's ldap.toml. Sends nothing.",
            "Passwords are never written: a reference takes their place.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  latchkey convert conf/server.xml",
            "  latchkey convert conf/server.xml --format properties > ldap.properties",
            "  latchkey convert etc/login.conf --entry ldaploginmodule",
            "  latchkey convert --from django settings.py",
            "",
            "Exit codes: 0 converted; 1 converted, but something is lost that changes who gets in or",
            "with which roles; 2 the command line is wrong, or nothing to convert is in the file;",
            "3 what came out is refused by our own reader: nothing is written."
        },
        mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The old configuration.")
    private @Nullable Path file;

    @Option(
            names = "--from",
            paramLabel = "KIND",
            converter = ConvertKind.Typed.class,
            description = "Whose it is: ${COMPLETION-CANDIDATES}. The file tells, unless this does.")
    private @Nullable ConvertKind from;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            converter = FormName.Typed.class,
            description = "What is written: ${COMPLETION-CANDIDATES}. By default what is nearest to the old file.")
    private @Nullable FormName format;

    @Option(names = "--realm", paramLabel = "N", description = "Which of several in the file, from 1 on.")
    private @Nullable Integer realm;

    @Option(names = "--entry", paramLabel = "NAME", description = "Which of several entries of a JAAS configuration.")
    private @Nullable String entry;

    ConvertCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ForeignFile old = old();
        ConvertKind kind = kind(old);
        Conversion conversion = converted(kind, old);
        FormName name = format == null ? kind.usual() : format;
        Form form = conversion.inside().isEmpty() || name != FormName.SERVER_XML
                ? name.form()
                : new ServerXmlForm(conversion.inside());
        conversion.keepFor(form.door());
        boolean right = check(conversion, form.door());
        conversion.notes().forEach(surroundings.err()::println);
        if (!right) {
            return ExitCode.CONFIGURATION;
        }
        surroundings.out().print(written(conversion, form, name));
        return conversion.loses() ? ExitCode.FAILED : ExitCode.FINE;
    }

    private String written(Conversion conversion, Form form, FormName name) {
        List<String> notes =
                conversion.notes().stream().map(ConvertNote::toString).toList();
        try {
            return form.write(notes, conversion.settings(name.filledByTomcat()));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** Reads it back, so that what is written can be opened. */
    private boolean check(Conversion conversion, Door door) {
        try {
            Configuration read = ConfigReader.read(door, conversion.checkable());
            read.realms().stream()
                    .map(RealmConfig::warnings)
                    .forEach(warnings -> warnings.forEach(warning -> conversion.note("look at: " + warning)));
            return true;
        } catch (ConfigException e) {
            surroundings.err().println("What came out cannot work; mend the old file or write these keys by hand:");
            e.problems().forEach(problem -> surroundings.err().println("    " + problem));
            return false;
        }
    }

    private ForeignFile old() {
        Path path = file;
        if (path == null || !Files.isReadable(path) || Files.isDirectory(path)) {
            throw wrong("no file that can be read at " + LogText.escaped(String.valueOf(path)));
        }
        Path whole = path.toAbsolutePath();
        return new ForeignFile(
                whole, ConfigFile.text(whole), new ConfigFile.Which(entry, realm), surroundings.environment());
    }

    private ConvertKind kind(ForeignFile old) {
        try {
            return from != null
                    ? from
                    : ConvertKind.of(old)
                            .orElseThrow(
                                    () -> wrong("nothing in " + old + " tells whose configuration it is: give --from"));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Conversion converted(ConvertKind kind, ForeignFile old) {
        try {
            return kind.convert(old);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String sentence) {
        return WrongArguments.in(spec, sentence);
    }
}
