package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Lists of users in every format, with values made to be taken for something else. */
class ListWritingTest {

    private static final List<String> HOSTILE = List.of(
            "plain",
            "a,b",
            "\"quoted\"",
            "two\r\nlines",
            "=HYPERLINK(\"http://example.org\")",
            "+49 30 1",
            "-1",
            "@SUM(A1)",
            "\ttab",
            "\rreturn",
            "'apostrophe",
            "'=both",
            "pipe|d",
            "back\\slash\\",
            "\\|",
            " blank ",
            "'; DROP TABLE users; --",
            "]]></tomcat-users><!--",
            "<b>&amp;",
            "\u0000\u001b[2J\u202e",
            "\u00e9\ud83d\ude00\u2028");

    private static final UserColumns COLUMNS = new UserColumns(false, true, true, true, List.of("mail", "tel"));

    @TempDir
    private Path folder;

    private static UserRow row(String name, String dn, String id, List<String> roles, List<String> mail) {
        return new UserRow(null, name, dn, id, roles, "", Map.of("mail", mail, "tel", List.of()));
    }

    private static List<UserRow> rows() {
        List<UserRow> rows = new ArrayList<>();
        for (int i = 0; i < HOSTILE.size(); i++) {
            String value = HOSTILE.get(i);
            rows.add(row(value, "cn=" + value, value, List.of(value, "r" + i), List.of(value, value)));
        }
        return rows;
    }

    private static String written(UserWriter writer, StringWriter out, List<UserRow> rows)
            throws IOException, UnwritableException {
        writer.begin();
        for (UserRow row : rows) {
            writer.write(row);
        }
        writer.end();
        return out.toString();
    }

    private static String csv(boolean guarded) throws IOException, UnwritableException {
        StringWriter out = new StringWriter();
        return written(new CsvUsers(out, COLUMNS, guarded), out, rows());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void csv_is_read_back_as_it_was(boolean guarded) throws Exception {
        Path file = Files.writeString(folder.resolve("list"), csv(guarded));
        List<UserRow> read = new ArrayList<>();
        new EarlierRows(file, guarded).read((columns, row) -> read.add(row));
        assertThat(read).isEqualTo(rows());
    }

    @Test
    void no_cell_of_csv_begins_a_formula() throws Exception {
        CsvReader reader = new CsvReader(new StringReader(csv(true)));
        int cells = 0;
        for (Optional<List<String>> record = reader.next(); record.isPresent(); record = reader.next()) {
            assertThat(record.get()).hasSize(7).noneMatch(cell -> cell.matches("(?s)[=+@\\t\\r-].*"));
            cells += record.get().size();
        }
        assertThat(cells).isEqualTo(7 * (1 + HOSTILE.size()));
        assertThat(csv(false)).contains("\r\n+49 30 1,cn=+49 30 1,+49 30 1,+49 30 1|r5,,+49 30 1|+49 30 1,\r\n");
        assertThat(csv(true)).contains("\r\n'+49 30 1,cn=+49 30 1,'+49 30 1,'+49 30 1|r5,,'+49 30 1|+49 30 1,\r\n");
    }

    @Test
    void json_lines_are_read_back_as_they_were() throws Exception {
        StringWriter out = new StringWriter();
        String text = written(new JsonLineUsers(out, COLUMNS), out, rows());
        assertThat(text.lines()).hasSize(HOSTILE.size());
        assertThat(text).matches("[ -~\\n]*");
        assertThat(text)
                .startsWith("{\"name\": \"plain\",\"dn\": \"cn=plain\",\"id\": \"plain\","
                        + "\"roles\": [\"plain\",\"r0\"],\"reason\": \"\","
                        + "\"attributes\": {\"mail\": [\"plain\",\"plain\"],\"tel\": []}}\n");
        List<UserRow> read = new ArrayList<>();
        new EarlierRows(Files.writeString(folder.resolve("list"), text), true).read((columns, row) -> read.add(row));
        assertThat(read).isEqualTo(rows());
    }

    @Test
    void tomcats_users_are_read_back_or_left_out() throws Exception {
        StringWriter out = new StringWriter();
        TomcatUsers writer = new TomcatUsers(out);
        writer.begin();
        List<String> names = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (UserRow row : rows()) {
            try {
                writer.write(row);
                names.add(row.name());
            } catch (UnwritableException e) {
                leftOut.add(row.name());
            }
        }
        writer.end();
        assertThat(leftOut).containsExactly("a,b", "\ttab", "\rreturn", " blank ", "\u0000\u001b[2J\u202e");
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toString().getBytes(StandardCharsets.US_ASCII)));
        List<String> read = new ArrayList<>();
        var users = document.getElementsByTagName("user");
        for (int i = 0; i < users.getLength(); i++) {
            Element user = (Element) users.item(i);
            assertThat(user.hasAttribute("password")).isFalse();
            assertThat(user.getAttribute("roles")).startsWith(user.getAttribute("username") + ",r");
            read.add(user.getAttribute("username"));
        }
        assertThat(read).isEqualTo(names);
        assertThat(document.getElementsByTagName("role").getLength()).isEqualTo(2 * names.size());
    }

    @Test
    void sql_holds_every_value_in_its_quotes() throws Exception {
        StringWriter out = new StringWriter();
        SqlUsers writer = new SqlUsers(out, new SqlNames());
        writer.begin();
        writer.write(row("'; DROP TABLE users; --", "", "", List.of("a\\'b"), List.of()));
        writer.end();
        assertThat(out.toString().lines().filter(line -> !line.startsWith("-- ")))
                .containsExactly(
                        "INSERT INTO users (user_name) VALUES ('''; DROP TABLE users; --');",
                        "INSERT INTO user_roles (user_name, role_name) VALUES ('''; DROP TABLE users; --', 'a\\''b');");
        assertThatThrownBy(() -> writer.write(row("a\0b", "", "", List.of(), List.of())))
                .isInstanceOf(UnwritableException.class);
    }

    @Test
    void what_is_no_list_is_not_compared_with() throws Exception {
        for (String text : List.of(
                "uid,dn\na,b\n",
                "name,dn\n\"a,b\n",
                "name,dn\na\n",
                "change,name,dn\nadded,a,b\n",
                "{\"name\": \"a\"}\n",
                "{\"name\": 1, \"dn\": \"b\"}\n",
                "{\"name\": \"a\", \"dn\": \"b\"",
                "{\"name\": \"\\u12\"}",
                "{\"name\": [[[[[[\"a\"]]]]]]}")) {
            Path file = Files.writeString(folder.resolve("list"), text);
            assertThatThrownBy(() -> new EarlierRows(file, true).read((columns, row) -> {}))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Path empty = Files.writeString(folder.resolve("list"), "");
        new EarlierRows(empty, true).read((columns, row) -> assertThat(row).isNull());
    }

    @Test
    void only_what_both_lists_tell_is_compared() throws Exception {
        Path file = Files.writeString(
                folder.resolve("list"), "name,dn,mail,fax\r\na,cn=a,a@x,1\r\nb,cn=b,b@x,2\r\nc,cn=c,c@x,3\r\n");
        UserColumns columns = new UserColumns(false, false, true, false, List.of("mail"));
        StringWriter out = new StringWriter();
        ChangedUsers writer = new ChangedUsers(
                new CsvUsers(out, columns.withChange(), true), columns, new EarlierRows(file, true), true, null);
        String text = written(
                writer,
                out,
                List.of(
                        row("a", "cn=a", "", List.of("new"), List.of("a@x")),
                        row("b", "cn=b", "", List.of(), List.of("other@x")),
                        row("d", "cn=d", "", List.of(), List.of())));
        assertThat(text.lines())
                .containsExactly(
                        "change,name,dn,roles,mail",
                        "changed,b,cn=b,,other@x",
                        "added,d,cn=d,,",
                        "removed,c,cn=c,,c@x");
    }

    @Test
    void a_moment_is_told_by_its_date_or_by_how_long_ago_it_was() {
        Clock noon = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);
        assertThat(SinceTime.parse("24h", noon)).isEqualTo("2026-11-29T12:00:00Z");
        assertThat(SinceTime.parse("2w", noon)).isEqualTo("2026-11-16T12:00:00Z");
        assertThat(SinceTime.parse("2026-11-30T12:30:00+01:00", noon)).isEqualTo("2026-11-30T11:30:00Z");
        for (String wrong : List.of("", "yesterday", "24", "2026-11-30", "2026-12-01T00:00:00Z", "999999w", "-1h")) {
            assertThatThrownBy(() -> SinceTime.parse(wrong, noon))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + wrong + "'");
        }
    }

    @Test
    void progress_is_one_line_for_a_terminal_alone() {
        AtomicLong now = new AtomicLong();
        StringWriter err = new StringWriter();
        ProgressLine line = new ProgressLine(new PrintWriter(err), true, now::get);
        for (int i = 0; i < 3_000; i++) {
            now.addAndGet(100_000);
            line.step();
        }
        line.clear();
        assertThat(err.toString()).isEqualTo("\r2,000 users, 10,000 a second\r" + " ".repeat(28) + "\r");
        StringWriter file = new StringWriter();
        ProgressLine silent = new ProgressLine(new PrintWriter(file), false, now::get);
        now.addAndGet(Long.MAX_VALUE / 2);
        silent.step();
        silent.clear();
        assertThat(file.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=xml",
                "--attributes=*",
                "--attributes=unicodePwd",
                "--attributes=roles",
                "--exclude=a**b",
                "--mail-domain=corp example",
                "--since=soon",
                "--diff=no-such-file",
                "--update",
                "--sql-users=users; DROP TABLE users"
            })
    void a_command_line_that_means_nothing_asks_no_server(String option) {
        Ran ran = Ran.with(
                "list-users",
                "--set",
                "connectionURL=ldap://127.0.0.1:1",
                "--set",
                "userBase=dc=example",
                "--set",
                "userSearch=(uid={0})",
                "--set",
                "roleExcludes=manager-*, admin-*",
                option);
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("Try: latchkey list-users --help");
        assertThat(ran.out()).isEmpty();
    }
}
