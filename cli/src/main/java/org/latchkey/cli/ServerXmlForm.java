package org.latchkey.cli;

import java.util.List;
import java.util.Map;
import org.latchkey.config.Door;

/**
 * The realm, as it stands in server.xml or context.xml.
 *
 * @param inside the elements inside of it, as XML
 */
record ServerXmlForm(List<String> inside) implements Form {

    private static final String INDENT = "       ";

    /** Copies the list. */
    ServerXmlForm {
        inside = List.copyOf(inside);
    }

    /** With nothing inside of it. */
    ServerXmlForm() {
        this(List.of());
    }

    @Override
    public Door door() {
        return Door.TOMCAT;
    }

    @Override
    public String write(List<String> about, List<Setting> settings) {
        StringBuilder text = new StringBuilder("<!--\n");
        about.forEach(line -> text.append("  ").append(XmlText.comment(line)).append('\n'));
        text.append("  Inside the Engine, a Host or a Context.\n");
        List<Setting> explained =
                settings.stream().filter(setting -> !setting.why().isEmpty()).toList();
        text.append(explained.isEmpty() ? "" : "\n");
        explained.forEach(setting -> text.append("  ")
                .append(XmlText.comment(setting.key() + ": " + setting.why()))
                .append('\n'));
        text.append("-->\n<Realm className=\"org.latchkey.tomcat.LdapRealm\"");
        settings.forEach(setting -> text.append('\n')
                .append(INDENT)
                .append(setting.key())
                .append("=\"")
                .append(XmlText.attribute(setting.value()))
                .append('"'));
        if (inside.isEmpty()) {
            return text.append("/>\n").toString();
        }
        text.append(">\n");
        inside.forEach(element -> text.append("  ").append(element).append('\n'));
        return text.append("</Realm>\n").toString();
    }

    @Override
    public Map<String, String> read(String text) {
        return Reread.keys(text, ".xml");
    }
}
