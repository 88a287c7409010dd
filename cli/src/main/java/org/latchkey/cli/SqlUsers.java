package org.latchkey.cli;

import java.io.IOException;

/**
 * Inserts for the tables of Tomcat's DataSourceRealm, and no passwords. Values are written as standard SQL has it: an apostrophe
 * twice, and a backslash is a backslash.
 */
final class SqlUsers implements UserWriter {

    private static final String HEAD = """
            -- Written by latchkey list-users, for Tomcat's DataSourceRealm. There are no passwords in it: the column for
            -- them must allow null or have a default, and nobody can log in by password until you fill it.
            -- Standard SQL: on MySQL and MariaDB run it with sql_mode NO_BACKSLASH_ESCAPES.
            """;

    private final Appendable out;
    private final SqlNames names;

    SqlUsers(Appendable out, SqlNames names) {
        this.out = out;
        this.names = names;
    }

    @Override
    public void begin() throws IOException {
        out.append(HEAD);
    }

    @Override
    public void write(UserRow row) throws IOException, UnwritableException {
        String user = value(row.name());
        StringBuilder text = new StringBuilder()
                .append("INSERT INTO ")
                .append(names.users())
                .append(" (")
                .append(names.name())
                .append(") VALUES (")
                .append(user)
                .append(");\n");
        for (String role : row.roles()) {
            text.append("INSERT INTO ").append(names.userRoles()).append(" (").append(names.name());
            text.append(", ")
                    .append(names.role())
                    .append(") VALUES (")
                    .append(user)
                    .append(", ");
            text.append(value(role)).append(");\n");
        }
        out.append(text);
    }

    @Override
    public void end() {
        // Nothing stands there.
    }

    private static String value(String text) throws UnwritableException {
        if (text.indexOf('\0') >= 0) {
            throw new UnwritableException("no SQL can hold the character U+0000");
        }
        return "'" + text.replace("'", "''") + "'";
    }
}
