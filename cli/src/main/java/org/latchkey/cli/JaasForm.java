package org.latchkey.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Door;

/** An entry of a JAAS configuration file, as the JDK reads it: it takes <code>${...}</code> for a property of the JVM. */
record JaasForm() implements Form {

    private static final String ENTRY = "corp";

    @Override
    public Door door() {
        return Door.JAAS;
    }

    @Override
    public boolean holds(Setting setting) {
        return !setting.refers();
    }

    @Override
    public String write(List<String> about, List<Setting> settings) {
        StringBuilder text = new StringBuilder();
        about.forEach(line -> comment(text, "", line));
        List<String> beside = Beside.lines(this, settings);
        beside.forEach(line -> comment(text, "", line));
        text.append(ENTRY).append(" {\n    org.latchkey.jaas.LdapLoginModule required");
        if (!beside.isEmpty()) {
            option(text, ConfigKey.CONFIG_FILE.key(), Beside.FILE);
        }
        settings.stream().filter(this::holds).forEach(setting -> {
            if (!setting.why().isEmpty()) {
                text.append('\n');
                comment(text, "        ", setting.why());
                text.setLength(text.length() - 1);
            }
            option(text, setting.key(), setting.value());
        });
        return text.append(";\n};\n").toString();
    }

    private static void comment(StringBuilder text, String indent, String line) {
        text.append(indent).append("// ").append(PropertiesForm.ascii(line)).append('\n');
    }

    private static void option(StringBuilder text, String key, String value) {
        text.append("\n        ")
                .append(key)
                .append("=\"")
                .append(quoted(value))
                .append('"');
    }

    /** As the JDK's tokenizer reads a quoted string: backslashes, quotes and controls escaped, up to three octal digits. */
    private static String quoted(String value) {
        StringBuilder out = new StringBuilder();
        value.chars().forEach(c -> {
            if (c == '\\' || c == '"') {
                out.append('\\').append((char) c);
            } else if (c < ' ' || c >= 0x7f && c <= 0xff) {
                out.append('\\').append(String.format(Locale.ROOT, "%03o", c));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }

    @Override
    public Map<String, String> read(String text) {
        return Reread.keys(text, ".config");
    }
}
