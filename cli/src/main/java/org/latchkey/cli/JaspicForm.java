package org.latchkey.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latchkey.config.Door;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Tomcat's jaspic-providers.xml, for one application. */
record JaspicForm() implements Form {

    @Override
    public Door door() {
        return Door.JASPIC;
    }

    @Override
    public boolean holds(Setting setting) {
        return true;
    }

    @Override
    public String write(List<String> about, List<Setting> settings) {
        StringBuilder text = new StringBuilder("<!--\n");
        about.forEach(line -> text.append("  ").append(XmlText.comment(line)).append('\n'));
        text.append("  appContext: Engine/Host of server.xml and the context path of the application.\n-->\n")
                .append("<jaspic-providers xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\">\n")
                .append("  <provider name=\"latchkey\" className=\"org.latchkey.jaspic.LdapAuthConfigProvider\"")
                .append(" layer=\"HttpServlet\"\n            appContext=\"Catalina/localhost /app\">\n");
        settings.forEach(setting -> text.append("    <!-- ")
                .append(XmlText.comment(setting.why()))
                .append(" -->\n    <property name=\"")
                .append(XmlText.attribute(setting.key()))
                .append("\" value=\"")
                .append(XmlText.attribute(setting.value()))
                .append("\"/>\n"));
        return text.append("  </provider>\n</jaspic-providers>\n").toString();
    }

    @Override
    public Map<String, String> read(String text) {
        try {
            NodeList found = TomcatFile.builder()
                    .parse(new InputSource(new StringReader(text)))
                    .getElementsByTagName("property");
            Map<String, String> keys = new LinkedHashMap<>();
            for (int i = 0; i < found.getLength(); i++) {
                Element property = (Element) found.item(i);
                keys.put(property.getAttribute("name"), property.getAttribute("value"));
            }
            return keys;
        } catch (SAXException e) {
            throw new IllegalStateException("what was written is no XML", e);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }
}
