package org.latchkey.cli;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads comma-separated values (RFC 4180), record by record. Used by one thread. */
final class CsvReader {

    private static final int END = -1;
    private static final int MARK = 0xFEFF;

    private final Reader in;
    private int next;
    private long record;

    /**
     * Makes a reader.
     *
     * @param in the text, with or without a byte order mark
     */
    CsvReader(Reader in) throws IOException {
        this.in = in;
        this.next = in.read();
        if (next == MARK) {
            next = in.read();
        }
    }

    /**
     * Reads a record.
     *
     * @return its cells, or empty at the end
     * @throws IllegalArgumentException when a quotation has no end
     */
    Optional<List<String>> next() throws IOException {
        if (next == END) {
            return Optional.empty();
        }
        record++;
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (next == ',') {
            next = in.read();
            cells.add(cell());
        }
        endOfLine();
        return Optional.of(cells);
    }

    long record() {
        return record;
    }

    private void endOfLine() throws IOException {
        if (next == '\r') {
            next = in.read();
        }
        if (next == '\n') {
            next = in.read();
        }
    }

    private String cell() throws IOException {
        StringBuilder cell = new StringBuilder();
        if (next == '"') {
            quoted(cell);
        }
        while (next != ',' && next != '\n' && next != '\r' && next != END) {
            take(cell);
        }
        return cell.toString();
    }

    private void quoted(StringBuilder cell) throws IOException {
        next = in.read();
        while (next != END) {
            if (next == '"') {
                next = in.read();
                if (next != '"') {
                    return;
                }
            }
            take(cell);
        }
        throw new IllegalArgumentException("record " + record + " has a quotation without an end");
    }

    private void take(StringBuilder cell) throws IOException {
        cell.append((char) next);
        next = in.read();
    }
}
