package org.latchkey.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.latchkey.config.Door;
import org.latchkey.config.PropertiesFile;

/** A file as {@code configFile} names one; in ASCII, so that no editor and no terminal can spoil it. */
record PropertiesForm() implements Form {

    @Override
    public Door door() {
        return Door.TOMCAT;
    }

    @Override
    public String write(List<String> about, List<Setting> settings) {
        StringBuilder text = new StringBuilder();
        about.forEach(line -> text.append("# ").append(ascii(line)).append('\n'));
        for (Setting setting : settings) {
            if (!setting.why().isEmpty()) {
                text.append("\n# ").append(ascii(setting.why())).append('\n');
            }
            text.append(setting.asProperty()).append('\n');
        }
        return text.toString();
    }

    @Override
    public Map<String, String> read(String text) {
        return PropertiesFile.parse(text);
    }

    /** A value, so that a properties file gives it back: the blank it begins with, too. */
    static String escaped(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' || c == ' ' && i == 0) {
                out.append('\\').append(c);
            } else {
                out.append(unit(c));
            }
        }
        return out.toString();
    }

    /** A text that is already visible characters, the others than ASCII spelled. */
    static String ascii(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(unit((char) c)));
        return out.toString();
    }

    private static String unit(char c) {
        return c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c);
    }
}
