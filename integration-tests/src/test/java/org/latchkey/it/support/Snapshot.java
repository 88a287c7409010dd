package org.latchkey.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A folder that is slow to make, kept until the next {@code clean} under a digest of everything it was made of: what was
 * made of anything else is never found. Several JVMs may share it.
 */
public final class Snapshot {
    private final Path archive;

    private Snapshot(Path archive) {
        this.archive = archive;
    }

    /** The one made of exactly these things, whether it exists yet or not. */
    public static Snapshot of(String name, List<byte[]> madeOf) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : madeOf) {
                digest.update((part.length + " ").getBytes(StandardCharsets.US_ASCII));
                digest.update(part);
            }
            String key = HexFormat.of().formatHex(digest.digest(), 0, 8);
            return new Snapshot(BuildDirectory.path().resolve("snapshots").resolve(name + "-" + key + ".tar"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fills the folder, which is empty; false where there is no snapshot yet. */
    public boolean restore(Path folder) {
        if (!Files.exists(archive)) {
            return false;
        }
        tar(folder, "-xpf", archive.toString());
        return true;
    }

    /** Keeps the folder as it is now. */
    public void keep(Path folder) {
        try {
            Files.createDirectories(archive.getParent());
            Path unfinished = Files.createTempFile(archive.getParent(), "unfinished", ".tar");
            tar(folder, "-Scf", unfinished.toString());
            Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tar(Path folder, String how, String file) {
        try {
            Path said = Files.createTempFile("tar", ".txt");
            Command.run(said, List.of("tar", how, file, "-C", folder.toString(), "."));
            Files.delete(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
