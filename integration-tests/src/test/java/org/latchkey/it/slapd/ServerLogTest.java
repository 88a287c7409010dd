package org.latchkey.it.slapd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.slapd.Operation.Kind;

final class ServerLogTest {
    private static final String THREAD = " 0x7f540ffff6c0 ";

    @TempDir
    Path directory;

    @Test
    void a_record_behind_a_line_that_was_cut_off_is_read() throws IOException {
        Path file = directory.resolve("slapd.log");
        String search = "SRCH base=\"ou=many\" scope=1 deref=3 filter=\"";
        String answer = "SEARCH RESULT tag=101 err=0 qtime=0.1 etime=0.2 nentries=7 text=\n";
        Files.writeString(
                file,
                "6b02b85c.08ba98da" + THREAD + "conn=1019 op=3 " + search + "(|(member=cn=a)(mem"
                        + "6b02b85c.08bc8229" + THREAD + "conn=1019 op=4 " + search + "(cn=b)\"\n"
                        + "6b02b85c.08bc8230" + THREAD + "conn=1019 op=3 " + answer
                        + "6b02b85c.08bc8231" + THREAD + "conn=1019 op=4 " + answer);

        assertThat(new ServerLog(file).all().all())
                .extracting(Operation::number, Operation::kind, Operation::filter, Operation::resultCode)
                .containsExactly(
                        tuple(3, Kind.SEARCH, "(|(member=cn=a)(mem", OptionalInt.of(0)),
                        tuple(4, Kind.SEARCH, "(cn=b)", OptionalInt.of(0)));
    }
}
