package org.latchkey.cli;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tomcat's tomcat-users.xml: the users and their roles, and no passwords. In ASCII, so that no character set changes it. Role names
 * stand in it with commas between them, so a user with a role that has a comma in its name cannot be written.
 */
final class TomcatUsers implements UserWriter {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Written by latchkey list-users. There are no passwords in it: a user without one cannot log in to Tomcat's
                 UserDatabaseRealm by password, form or basic. It is for logins that something else has proved, such as
                 client certificates or Kerberos, and for a password attribute that you add. -->
            <tomcat-users xmlns="http://tomcat.apache.org/xml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                          xsi:schemaLocation="http://tomcat.apache.org/xml tomcat-users.xsd" version="1.0">
            """;

    private final Appendable out;
    private final Set<String> written = new HashSet<>();

    TomcatUsers(Appendable out) {
        this.out = out;
    }

    @Override
    public void begin() throws IOException {
        out.append(HEAD);
    }

    @Override
    public void write(UserRow row) throws IOException, UnwritableException {
        StringBuilder text = new StringBuilder();
        for (String role : row.roles()) {
            check(role);
            if (!written.contains(role)) {
                text.append("  <role rolename=\"").append(escaped(role)).append("\"/>\n");
            }
        }
        text.append("  <user username=\"").append(escaped(row.name()));
        text.append("\" roles=\"")
                .append(escaped(String.join(",", row.roles())))
                .append("\"/>\n");
        out.append(text);
        written.addAll(row.roles());
    }

    @Override
    public void end() throws IOException {
        out.append("</tomcat-users>\n");
    }

    private static void check(String role) throws UnwritableException {
        if (role.indexOf(',') >= 0 || !role.equals(role.trim()) || role.isEmpty()) {
            throw new UnwritableException("tomcat-users.xml cannot name the role '" + role
                    + "': commas and blanks at an end part roles there; rename it by roleMapping");
        }
    }

    private static String escaped(String text) throws UnwritableException {
        StringBuilder escaped = new StringBuilder();
        Optional<Integer> impossible =
                text.codePoints().boxed().filter(c -> !XmlText.canHold(c)).findFirst();
        if (impossible.isPresent()) {
            throw new UnwritableException(
                    String.format(Locale.ROOT, "no XML can hold the character U+%04X in '%s'", impossible.get(), text));
        }
        text.codePoints().forEach(c -> {
            if (c < ' ' || c > '~' || "<>&\"'".indexOf(c) >= 0) {
                escaped.append("&#").append(c).append(';');
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
