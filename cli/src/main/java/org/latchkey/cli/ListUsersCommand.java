package org.latchkey.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.latchkey.DirectoryInspector;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.AttributeRule;
import org.latchkey.config.ConfigException;
import org.latchkey.config.Configuration;
import org.latchkey.config.RealmConfig;
import org.latchkey.inspect.UserListRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the list of all users. */
@Command(
        name = "list-users",
        header = "Lists all users the configuration would find.",
        description = {
            "",
            "Reads page by page whom the user search would find, and leaves out whom a login would refuse.",
            "No password is read, and nothing is ever written to a directory.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  latchkey list-users --config ldap.properties > users.csv",
            "",
            "Exit codes: 0 every user is listed; 1 the directory failed, or the list could not be written;",
            "2 the command line is wrong; 3 the configuration is refused; 5 some entries were left out."
        },
        mixinStandardHelpOptions = true)
final class ListUsersCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = {
                "Writes the list there, once it is whole, for its owner alone to read.",
                "Without it the list goes to standard output."
            })
    private @Nullable Path output;

    ListUsersCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration read;
        try {
            read = config.read(surroundings);
        } catch (ConfigException e) {
            return Refusal.write(surroundings, false, e);
        }
        List<RealmConfig> realms = read.realms();
        try (ListOutput to = output == null ? ListOutput.to(surroundings.out()) : ListOutput.to(output)) {
            return list(realms, to);
        } catch (IOException | UncheckedIOException e) {
            surroundings.err().println("the list could not be written: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private int list(List<RealmConfig> realms, ListOutput to) throws IOException {
        UserColumns columns = new UserColumns(false, hasId(realms), false, false, attributes(realms));
        ListedRows rows = new ListedRows(new CsvUsers(to.writer(), columns, true), surroundings.err());
        rows.begin();
        DirectoryInspector inspector = new DirectoryInspector(realms, StoredPasswordMatcher.none(), Clock.systemUTC());
        Optional<String> why =
                inspector.listUsers(new UserListRequest(false, false, List.of(), Optional.empty()), rows);
        if (why.isPresent()) {
            surroundings.err().println("the list is not whole: " + why.get());
            return ExitCode.FAILED;
        }
        rows.end();
        to.complete();
        return rows.leftOut() == 0 ? ExitCode.FINE : ExitCode.LEFT_OUT;
    }

    private static boolean hasId(List<RealmConfig> realms) {
        return realms.stream().anyMatch(realm -> realm.user().idAttribute() != null);
    }

    private List<String> attributes(List<RealmConfig> realms) {
        List<String> names = realms.stream()
                .flatMap(realm -> realm.user().attributes().stream())
                .filter(rule -> !rule.isWildcard())
                .map(AttributeRule::alias)
                .distinct()
                .toList();
        names.stream()
                .filter(name -> UserColumns.OURS.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(name -> {
                    throw wrong("an attribute cannot be called '" + name + "', as the list has a column of that name:"
                            + " give it another in userAttributes or --attributes, such as my-" + name + "=" + name);
                });
        return names;
    }

    private ParameterException wrong(String sentence) {
        if (spec == null) {
            throw new IllegalStateException("picocli has not filled the options in");
        }
        return new ParameterException(spec.commandLine(), sentence);
    }
}
