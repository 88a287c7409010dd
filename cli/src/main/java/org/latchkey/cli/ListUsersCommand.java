package org.latchkey.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
            "  latchkey list-users --config ldap.properties --roles > users.csv",
            "  latchkey list-users --config ldap.properties --format jsonl --attributes mail,displayName",
            "  latchkey list-users --config ldap.properties --format tomcat-users --output tomcat-users.xml",
            "  latchkey list-users --config ldap.properties --since 24h",
            "  latchkey list-users --config ldap.properties --diff users.csv --update --output changes.csv",
            "",
            "Exit codes: 0 every user is listed; 1 the directory failed, or the list could not be written;",
            "2 the command line is wrong; 3 the configuration is refused; 5 some entries were left out."
        },
        mixinStandardHelpOptions = true)
final class ListUsersCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final Clock clock = Clock.systemUTC();

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Mixin
    private final ListedUserOptions users = new ListedUserOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "csv (the default), jsonl, tomcat-users or sql.")
    private String format = "csv";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = {
                "Writes the list there once it is whole, in UTF-8, for its owner alone to read.",
                "Without it the list goes to standard output."
            })
    private @Nullable Path output;

    @Option(
            names = "--raw",
            description = {
                "Leaves out the apostrophe that csv puts before = + - @ and the like, which keeps",
                "spreadsheets from taking a value for a formula."
            })
    private boolean raw;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = {
                "Only users whose own entry was changed since: 2026-11-30T01:00:00Z, or 24h for a day ago.",
                "That somebody came into a group or left one changes no entry of theirs."
            })
    private @Nullable String since;

    @Option(
            names = "--diff",
            paramLabel = "FILE",
            description = "Only what differs from that earlier list, csv or jsonl, with a column that tells how.")
    private @Nullable Path diff;

    @Option(names = "--update", description = "With --diff: puts the whole new list in the place of the earlier one.")
    private boolean update;

    @Mixin
    private final SqlNames sql = new SqlNames();

    ListUsersCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ListFormat chosen = format();
        checkComparison(chosen);
        Configuration read;
        try {
            read = config.read(surroundings);
        } catch (ConfigException e) {
            return Refusal.write(surroundings, false, e);
        }
        List<RealmConfig> realms = users.realms(read.realms());
        UserListRequest request = new UserListRequest(
                users.roles() || chosen.needsRoles(), users.all(), users.excluded(), Optional.ofNullable(since()));
        try {
            return list(chosen, realms, request);
        } catch (IOException | UncheckedIOException e) {
            surroundings.err().println("the list could not be written: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private ListFormat format() {
        sql.wrong().ifPresent(name -> {
            throw wrong("'" + name + "' is no plain name of a table or a column: letters, digits and underscores are");
        });
        return ListFormat.of(format)
                .orElseThrow(() -> wrong("--format is one of " + String.join(", ", ListFormat.WORDS)));
    }

    private @Nullable Instant since() {
        try {
            return since == null ? null : SinceTime.parse(since, clock);
        } catch (IllegalArgumentException e) {
            throw wrong("--since: " + e.getMessage());
        }
    }

    private void checkComparison(ListFormat chosen) {
        if (update && diff == null) {
            throw wrong("--update is for --diff FILE, which is missing");
        }
        if (update && since != null) {
            throw wrong("--update wants a whole list, and --since gives a part of one");
        }
        if (diff != null && !chosen.hasColumns()) {
            throw wrong("--diff is for csv and jsonl");
        }
        if (users.all() && !chosen.hasColumns()) {
            throw wrong("--all is for csv and jsonl: others cannot tell who is refused");
        }
        if (diff != null && !Files.isReadable(diff)) {
            throw wrong("--diff: no file that can be read at " + diff);
        }
    }

    private int list(ListFormat chosen, List<RealmConfig> realms, UserListRequest request) throws IOException {
        boolean id = realms.stream().anyMatch(realm -> realm.user().idAttribute() != null);
        UserColumns columns = new UserColumns(false, id, request.roles(), request.refused(), attributes(realms));
        try (ListOutput to = output == null ? ListOutput.to(surroundings.out()) : ListOutput.to(output);
                ListOutput renewed = update && diff != null ? ListOutput.to(diff) : ListOutput.nowhere()) {
            UserWriter writer = diff == null
                    ? writer(chosen, to, columns)
                    : comparison(chosen, to, columns, diff, update ? writer(chosen, renewed, columns) : null);
            int code = list(writer, realms, request);
            if (code != ExitCode.FAILED) {
                to.complete();
                renewed.complete();
            }
            return code;
        }
    }

    private UserWriter comparison(
            ListFormat chosen, ListOutput to, UserColumns columns, Path earlier, @Nullable UserWriter renewed) {
        if (since != null) {
            surroundings.err().println("note: --since lists a part of the users, so it cannot be told who is gone");
        }
        return new ChangedUsers(
                writer(chosen, to, columns.withChange()),
                columns,
                new EarlierRows(earlier, !raw),
                since == null,
                renewed);
    }

    private UserWriter writer(ListFormat chosen, ListOutput to, UserColumns columns) {
        return switch (chosen) {
            case CSV -> new CsvUsers(to.writer(), columns, !raw);
            case JSONL -> new JsonLineUsers(to.writer(), columns);
            case TOMCAT_USERS -> new TomcatUsers(to.writer());
            case SQL -> new SqlUsers(to.writer(), sql);
        };
    }

    private int list(UserWriter writer, List<RealmConfig> realms, UserListRequest request) throws IOException {
        ProgressLine progress =
                new ProgressLine(surroundings.err(), Terminal.showsProgress(output != null), System::nanoTime);
        ListedRows rows = new ListedRows(writer, surroundings.err(), progress);
        try {
            rows.begin();
        } catch (IllegalArgumentException e) {
            throw wrong("--diff: " + diff + " is no list to compare with: " + e.getMessage());
        }
        DirectoryInspector inspector = new DirectoryInspector(realms, StoredPasswordMatcher.none(), clock);
        Optional<String> why = inspector.listUsers(request, rows);
        progress.clear();
        if (why.isPresent()) {
            surroundings.err().println("the list is not whole: " + why.get());
            return ExitCode.FAILED;
        }
        rows.end();
        return rows.leftOut() == 0 ? ExitCode.FINE : ExitCode.LEFT_OUT;
    }

    private static List<String> attributes(List<RealmConfig> realms) {
        return realms.stream()
                .flatMap(realm -> realm.user().attributes().stream())
                .map(AttributeRule::alias)
                .distinct()
                .toList();
    }

    private ParameterException wrong(String sentence) {
        return WrongArguments.in(spec, sentence);
    }
}
