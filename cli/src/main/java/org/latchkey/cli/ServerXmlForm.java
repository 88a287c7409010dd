package org.latchkey.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.latchkey.config.Door;

/** The realm, as it stands in server.xml or context.xml. */
record ServerXmlForm() implements Form {

    private static final String INDENT = "       ";

    @Override
    public Door door() {
        return Door.TOMCAT;
    }

    @Override
    public boolean holds(Setting setting) {
        return true;
    }

    @Override
    public String write(List<String> about, List<Setting> settings) {
        StringBuilder text = new StringBuilder("<!--\n");
        about.forEach(line -> text.append("  ").append(XmlText.comment(line)).append('\n'));
        text.append("  Inside the Engine, a Host or a Context.\n\n");
        settings.forEach(setting -> text.append("  ")
                .append(XmlText.comment(setting.key() + ": " + setting.why()))
                .append('\n'));
        text.append("-->\n<Realm className=\"org.latchkey.tomcat.LdapRealm\"");
        settings.forEach(setting -> text.append('\n')
                .append(INDENT)
                .append(setting.key())
                .append("=\"")
                .append(XmlText.attribute(setting.value()))
                .append('"'));
        return text.append("/>\n").toString();
    }

    /** By the reader of {@code --config}, which wants a file. */
    @Override
    public Map<String, String> read(String text) {
        try {
            Path folder = Files.createTempDirectory("latchkey");
            Path file = folder.resolve("context.xml");
            try {
                Files.writeString(file, text, StandardCharsets.UTF_8);
                return TomcatFile.read(file, null, Map.of());
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file for the moment cannot be written", e);
        }
    }
}
