package org.latchkey.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.latchkey.inspect.TextDigest;

/**
 * Passes on what differs from an earlier list. Of that it keeps a digest of each name and of what was said of it; the rows that are
 * gone are read again at the end. What only one of the two lists tells of users is not compared. Used by one thread.
 */
final class ChangedUsers implements UserWriter {

    private final UserWriter inner;
    private final UserColumns columns;
    private final EarlierRows earlier;
    private final boolean whole;
    private final @Nullable UserWriter renewed;
    private final TextDigest digest = new TextDigest();
    private final Map<Long, Long> known = new HashMap<>();
    private final Set<Long> leftOut = new HashSet<>();
    private List<String> common = List.of();

    /**
     * Makes it.
     *
     * @param inner writes what has changed
     * @param columns the columns of the list that is written now
     * @param earlier the earlier list
     * @param whole whether who is not listed now is gone
     * @param renewed writes all users, or {@code null}
     */
    ChangedUsers(
            UserWriter inner, UserColumns columns, EarlierRows earlier, boolean whole, @Nullable UserWriter renewed) {
        this.inner = inner;
        this.columns = columns;
        this.earlier = earlier;
        this.whole = whole;
        this.renewed = renewed;
    }

    @Override
    public void begin() throws IOException {
        earlier.read((theirs, row) -> {
            if (known.isEmpty()) {
                common = columns.names().stream().filter(theirs::contains).toList();
            }
            if (known.put(digest.of(row.name()), saying(row)) != null) {
                throw new IllegalArgumentException("it has two rows of one name");
            }
        });
        inner.begin();
        if (renewed != null) {
            renewed.begin();
        }
    }

    @Override
    public void write(UserRow row) throws IOException, UnwritableException {
        Long before = known.remove(digest.of(row.name()));
        if (before == null) {
            inner.write(row.as(Change.ADDED));
        } else if (!before.equals(saying(row))) {
            inner.write(row.as(Change.CHANGED));
        }
        if (renewed != null) {
            renewed.write(row);
        }
    }

    /** Who could not be listed is not gone. */
    @Override
    public void leftOut(String dn) {
        leftOut.add(digest.of(dn));
    }

    @Override
    public void end() throws IOException {
        if (whole && !known.isEmpty()) {
            earlier.read((theirs, row) -> gone(row));
        }
        inner.end();
        if (renewed != null) {
            renewed.end();
        }
    }

    private void gone(UserRow row) throws IOException {
        if (!known.containsKey(digest.of(row.name()))) {
            return;
        }
        boolean unlisted = leftOut.contains(digest.of(row.dn()));
        UserWriter writer = unlisted ? renewed : inner;
        try {
            if (writer != null) {
                writer.write(unlisted ? row : row.as(Change.REMOVED));
            }
        } catch (UnwritableException e) {
            throw new IllegalStateException("a list that was read can be written", e);
        }
    }

    private Long saying(UserRow row) {
        Map<String, List<String>> said = new TreeMap<>();
        List<String> names = columns.names();
        List<List<String>> values = columns.values(row);
        for (int i = 0; i < names.size(); i++) {
            if (common.contains(names.get(i))) {
                said.put(names.get(i), values.get(i).stream().sorted().toList());
            }
        }
        return digest.of(Json.line(said));
    }
}
