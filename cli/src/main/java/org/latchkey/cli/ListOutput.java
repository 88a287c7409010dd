package org.latchkey.cli;

import java.io.BufferedWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes: standard output, or a file that is there only when it is whole. It is written beside its place, readable by
 * its owner alone, in UTF-8.
 */
final class ListOutput implements AutoCloseable {

    private final Writer writer;
    private final @Nullable Path file;
    private final @Nullable Path part;

    private ListOutput(Writer writer, @Nullable Path file, @Nullable Path part) {
        this.writer = writer;
        this.file = file;
        this.part = part;
    }

    static ListOutput to(PrintWriter out) {
        return new ListOutput(new Checked(out), null, null);
    }

    static ListOutput to(Path file) throws IOException {
        Path place = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(place.getParent(), "a file is in a folder");
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path part = Files.createTempFile(folder, "." + place.getFileName() + ".", ".part", owner);
        return new ListOutput(Files.newBufferedWriter(part, StandardCharsets.UTF_8), place, part);
    }

    static ListOutput nowhere() {
        return new ListOutput(Writer.nullWriter(), null, null);
    }

    Writer writer() {
        return writer;
    }

    /** Says that all is written. */
    void complete() throws IOException {
        writer.flush();
        if (part != null && file != null) {
            writer.close();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Takes away what is not whole. */
    @Override
    public void close() throws IOException {
        if (part != null) {
            writer.close();
            Files.deleteIfExists(part);
        }
    }

    /** A {@link PrintWriter} keeps to itself that nobody reads what it writes. */
    private static final class Checked extends FilterWriter {

        private final PrintWriter printed;

        Checked(PrintWriter out) {
            super(new BufferedWriter(out));
            this.printed = out;
        }

        @Override
        public void flush() throws IOException {
            super.flush();
            if (printed.checkError()) {
                throw new IOException("standard output cannot be written to");
            }
        }
    }
}
