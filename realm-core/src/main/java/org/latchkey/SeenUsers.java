package org.latchkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.latchkey.auth.Dn;
import org.latchkey.internal.user.ListedUsers;
import org.latchkey.spi.User;

/** Who was listed before: 64 bits of a digest for each name and each DN, and not the names. Used by one thread. */
final class SeenUsers {

    private final MessageDigest digest = digest();
    private final Set<Long> before = new HashSet<>();
    private final Map<Long, Long> here = new HashMap<>();

    /** What is known of a name. */
    enum Seen {
        /** Nobody bears it. */
        NEW,
        /** This very entry was there. */
        SAME,
        /** Another entry of this directory bears it, so that a login finds two. */
        TWICE,
        /** A directory before this one knows it. */
        BEFORE
    }

    /** The next directory follows. */
    void nextDirectory() {
        before.addAll(here.keySet());
        here.clear();
    }

    Seen add(String shown, User user) {
        Long name = hash(ListedUsers.folded(shown));
        if (before.contains(name)) {
            return Seen.BEFORE;
        }
        Dn dn = user.dn();
        Long entry = hash(dn == null ? user.bindName() : dn.toString());
        Long known = here.putIfAbsent(name, entry);
        return known == null ? Seen.NEW : known.equals(entry) ? Seen.SAME : Seen.TWICE;
    }

    private Long hash(String text) {
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
