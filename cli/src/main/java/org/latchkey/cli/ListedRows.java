package org.latchkey.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.latchkey.auth.LogText;
import org.latchkey.inspect.UserListing;
import org.latchkey.inspect.UserListing.LeftOut;
import org.latchkey.inspect.UserListing.ListedUser;

/** Takes what is listed: rows go to a writer, and what is no row is told. Used by one thread. */
final class ListedRows implements Consumer<UserListing> {

    private final UserWriter writer;
    private final PrintWriter err;
    private final ProgressLine progress;
    private long leftOut;

    ListedRows(UserWriter writer, PrintWriter err, ProgressLine progress) {
        this.writer = writer;
        this.err = err;
        this.progress = progress;
    }

    /** How many entries are no row that should have been. */
    long leftOut() {
        return leftOut;
    }

    void begin() throws IOException {
        writer.begin();
    }

    @Override
    public void accept(UserListing listing) {
        progress.step();
        if (listing instanceof LeftOut one) {
            tell(one.broken(), one.dn(), one.why());
        } else if (listing instanceof ListedUser user) {
            write(UserRow.of(user));
        }
    }

    private void write(UserRow row) {
        try {
            writer.write(row);
        } catch (UnwritableException e) {
            tell(true, row.dn(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(boolean broken, String dn, String why) {
        if (broken) {
            leftOut++;
            writer.leftOut(dn);
        }
        progress.clear();
        err.println((broken ? "left out: " : "passed over: ") + LogText.escaped(dn) + ": " + LogText.escaped(why));
    }

    void end() throws IOException {
        writer.end();
        if (leftOut > 0) {
            err.println(leftOut + (leftOut == 1 ? " entry was" : " entries were") + " left out");
        }
    }
}
