package org.latchkey.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Door;

/** How a converted configuration is written, its notes as comments. */
enum ConvertFormat {
    SERVER_XML("server-xml", Door.TOMCAT),
    PROPERTIES("properties", Door.TOMCAT),
    JAAS("jaas", Door.JAAS),
    JASPIC_PROVIDERS("jaspic-providers", Door.JASPIC);

    private static final String CONFIG_FILE = "/etc/latchkey/latchkey.properties";

    private final String text;
    private final Door door;

    ConvertFormat(String text, Door door) {
        this.text = text;
        this.door = door;
    }

    /** Who reads it. */
    Door door() {
        return door;
    }

    /** Writes it, with an end of line behind the last. */
    String write(Conversion conversion) {
        return switch (this) {
            case SERVER_XML -> serverXml(conversion);
            case PROPERTIES -> properties(conversion);
            case JAAS -> jaas(conversion);
            case JASPIC_PROVIDERS -> providers(conversion);
        };
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return text;
    }

    private static String serverXml(Conversion conversion) {
        String attributes = conversion.keys().entrySet().stream()
                .map(key -> "\n       " + key.getKey() + "=\"" + xml(key.getValue()) + "\"")
                .collect(Collectors.joining());
        String end = conversion.inside().isEmpty()
                ? "/>\n"
                : ">\n  " + String.join("\n  ", conversion.inside()) + "\n</Realm>\n";
        return xmlComments(conversion) + "<Realm className=\"org.latchkey.tomcat.LdapRealm\"" + attributes + end;
    }

    private static String providers(Conversion conversion) {
        String properties = conversion.keys().entrySet().stream()
                .map(key ->
                        "    <property name=\"" + xml(key.getKey()) + "\" value=\"" + xml(key.getValue()) + "\"/>\n")
                .collect(Collectors.joining());
        return xmlComments(conversion) + """
                <jaspic-providers xmlns="http://tomcat.apache.org/xml" version="1.0">
                  <!-- appContext: Engine/Host, a blank, and the context path of the application -->
                  <provider name="latchkey" className="org.latchkey.jaspic.LdapAuthConfigProvider" layer="HttpServlet"
                            appContext="Catalina/localhost /app">
                %s  </provider>
                </jaspic-providers>
                """.formatted(properties);
    }

    private static String properties(Conversion conversion) {
        String keys = conversion.filledKeys().entrySet().stream()
                .map(key -> key.getKey() + "=" + property(key.getValue()) + "\n")
                .collect(Collectors.joining());
        return comments(conversion, "# ") + keys;
    }

    /** The JDK takes every ${...} in such a file for a property of its own: these keys stand in another file. */
    private static String jaas(Conversion conversion) {
        Map<String, String> keys = conversion.filledKeys();
        List<String> elsewhere = keys.entrySet().stream()
                .filter(key -> key.getValue().contains("${"))
                .map(key -> key.getKey() + "=" + property(key.getValue()))
                .toList();
        String options = keys.entrySet().stream()
                .filter(key -> !key.getValue().contains("${"))
                .map(key -> option(key.getKey(), key.getValue()))
                .collect(Collectors.joining());
        String file = elsewhere.isEmpty() ? "" : option(ConfigKey.CONFIG_FILE.key(), CONFIG_FILE);
        String told = elsewhere.isEmpty()
                ? ""
                : "// in " + CONFIG_FILE + ", which only the container's user may read:\n"
                        + elsewhere.stream().map(line -> "//   " + line + "\n").collect(Collectors.joining());
        return comments(conversion, "// ") + told + "corp {\n    " + JaasFile.MODULE + " required" + file + options
                + ";\n};\n";
    }

    private static String option(String name, String value) {
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return "\n        " + name + "=\"" + escaped + "\"";
    }

    private static String property(String value) {
        String escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return escaped.startsWith(" ") ? "\\" + escaped : escaped;
    }

    private static String comments(Conversion conversion, String mark) {
        return conversion.notes().stream().map(note -> mark + note + "\n").collect(Collectors.joining());
    }

    /** Two hyphens would end the comment, and so may one at its end. */
    private static String xmlComments(Conversion conversion) {
        return conversion.notes().stream()
                .map(note -> "<!-- " + note.toString().replace("--", "- -").replace("--", "- -") + " -->\n")
                .collect(Collectors.joining());
    }

    /** For an attribute in double quotes. */
    static String xml(String value) {
        StringBuilder out = new StringBuilder();
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\n', '\r', '\t' -> out.append("&#").append(c).append(';');
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
