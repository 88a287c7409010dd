package org.latchkey.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;
import org.latchkey.it.slapd.SlapdOptions;

/** A hundred thousand users from a real slapd, in a process that could not hold them. */
class ListManyUsersIT {
    private static final int USERS = 100_000;
    private static final int PAGE = 500;
    private static final int PATIENCE_SECONDS = 120;

    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("many-users")
            .withoutTls()
            .crowd(USERS)
            .database("limits anonymous size.prtotal=" + 3 * PAGE)
            .build();

    @TempDir
    private Path folder;

    private record Ended(int code, String err) {}

    private Ended run(Path config, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.latchkey.cli.Latchkey",
                "list-users",
                "--config",
                config.toString()));
        command.addAll(List.of(options));
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectError(err.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(err, StandardCharsets.UTF_8));
    }

    private Path config(Map<String, String> more) {
        Shell shell = new Shell(folder);
        return Path.of(shell.file(
                SLAPD.url(),
                Stream.concat(
                                Stream.of(
                                        "userBase", SlapdOptions.CROWD,
                                        "roleBase", "-",
                                        "roleSearch", "-",
                                        "roleName", "-",
                                        "userRoleName", "title"),
                                more.entrySet().stream().flatMap(one -> Stream.of(one.getKey(), one.getValue())))
                        .toArray(String[]::new)));
    }

    @Test
    void a_hundred_thousand_users_are_listed_and_compared_in_64_megabytes() throws Exception {
        Path list = earlierList();
        List<Ended> ended = new ArrayList<>();
        Operations seen = SLAPD.during(() -> ended.add(run(
                config(Map.of()),
                "--roles",
                "--attributes",
                "mail,surname=sn",
                "--diff",
                list.toString(),
                "--update")));
        assertThat(ended.get(0).err()).isEmpty();
        assertThat(ended.get(0).code()).isZero();
        assertThat(seen.searches()).isEqualTo(USERS / PAGE);
        assertThat(Files.readAllLines(folder.resolve("out")))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("change,name,dn,roles,mail,surname"))
                .anyMatch(line -> line.startsWith("changed,u000002,") && line.contains("staff|team-2"))
                .anyMatch(line -> line.startsWith("added,u000001,"))
                .anyMatch(line -> line.startsWith("removed,u100001,"));
        try (Stream<String> lines = Files.lines(list)) {
            assertThat(lines.skip(1)).hasSize(USERS).containsAll(List.of(row(1), row(USERS)));
        }
    }

    /** As the list was before the first came, the second joined a team and the last went. */
    private Path earlierList() throws Exception {
        Path list = folder.resolve("users.csv");
        try (BufferedWriter writer = Files.newBufferedWriter(list)) {
            writer.write("name,dn,roles,mail,surname\r\n");
            for (int i = 2; i <= USERS + 1; i++) {
                writer.write(i == 2 ? row(i).replace("staff|team-2", "staff") : row(i));
                writer.write("\r\n");
            }
        }
        return list;
    }

    private static String row(int number) {
        String uid = String.format(Locale.ROOT, "u%06d", number);
        return uid + ",\"uid=" + uid + "," + SlapdOptions.CROWD + "\",staff|team-" + number % 100 + "," + uid
                + "@example.org,\u00dcser";
    }

    @Test
    void a_server_that_stops_in_the_middle_leaves_nothing_behind() throws Exception {
        Path file = folder.resolve("users.csv");
        Ended ended = run(config(Map.of("connectionName", "-", "connectionPassword", "-")), "-o", file.toString());
        assertThat(ended.code()).isOne();
        assertThat(ended.err()).startsWith("the list is not whole: ");
        assertThat(file).doesNotExist();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrder("ldap.properties", "err", "out");
        }
    }
}
