package org.latchkey.internal.jndi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;

/**
 * How files look from outside: their paths, times of change, sizes and identities. Two that are equal stand for the same
 * content, unless somebody took pains.
 */
record FileStamp(List<String> looks) {

    static FileStamp of(Collection<Path> files) {
        return new FileStamp(files.stream().map(FileStamp::look).toList());
    }

    private static String look(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file + " " + attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            return file + " absent";
        }
    }
}
