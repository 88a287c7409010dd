package org.latchkey;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.latchkey.auth.Dn;
import org.latchkey.inspect.TextDigest;
import org.latchkey.internal.user.ListedUsers;
import org.latchkey.spi.User;

/** Who was listed before: 64 bits of a digest for each name and each DN, and not the names. Used by one thread. */
final class SeenUsers {

    private final TextDigest digest = new TextDigest();
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
        Long name = digest.of(ListedUsers.folded(shown));
        if (before.contains(name)) {
            return Seen.BEFORE;
        }
        Dn dn = user.dn();
        Long entry = digest.of(dn == null ? user.bindName() : dn.toString());
        Long known = here.putIfAbsent(name, entry);
        return known == null ? Seen.NEW : known.equals(entry) ? Seen.SAME : Seen.TWICE;
    }
}
