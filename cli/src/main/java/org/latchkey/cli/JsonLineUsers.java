package org.latchkey.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object a line. Every object has the same members; what a user does not have is empty. */
final class JsonLineUsers implements UserWriter {

    static final String ATTRIBUTES = "attributes";

    private final Appendable out;
    private final UserColumns columns;

    JsonLineUsers(Appendable out, UserColumns columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void begin() {
        // Nothing stands there.
    }

    @Override
    public void write(UserRow row) throws IOException {
        List<String> names = columns.names();
        List<List<String>> values = columns.values(row);
        Map<String, Object> line = new LinkedHashMap<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (UserColumns.isPlain(names.get(i))) {
                line.put(names.get(i), String.join("", values.get(i)));
            } else if (names.get(i).equals(UserColumns.ROLES)) {
                line.put(names.get(i), values.get(i));
            } else {
                attributes.put(names.get(i), values.get(i));
            }
        }
        line.put(ATTRIBUTES, attributes);
        out.append(Json.line(line)).append('\n');
    }

    @Override
    public void end() {
        // Nothing stands there.
    }
}
