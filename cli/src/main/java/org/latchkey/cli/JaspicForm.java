package org.latchkey.cli;

import java.util.List;
import java.util.Map;
import org.latchkey.config.Door;

/** Tomcat's jaspic-providers.xml, for one application. */
record JaspicForm() implements Form {

    @Override
    public Door door() {
        return Door.JASPIC;
    }

    @Override
    public String write(List<String> about, List<Setting> settings) {
        StringBuilder text = new StringBuilder("<!--\n");
        about.forEach(line -> text.append("  ").append(XmlText.comment(line)).append('\n'));
        text.append("  appContext: Engine/Host of server.xml and the context path of the application.\n-->\n")
                .append("<jaspic-providers xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\">\n")
                .append("  <provider name=\"latchkey\" className=\"org.latchkey.jaspic.LdapAuthConfigProvider\"")
                .append(" layer=\"HttpServlet\"\n            appContext=\"Catalina/localhost /app\">\n");
        settings.forEach(setting -> text.append(why(setting))
                .append("    <property name=\"")
                .append(XmlText.attribute(setting.key()))
                .append("\" value=\"")
                .append(XmlText.attribute(setting.value()))
                .append("\"/>\n"));
        return text.append("  </provider>\n</jaspic-providers>\n").toString();
    }

    private static String why(Setting setting) {
        return setting.why().isEmpty() ? "" : "    <!-- " + XmlText.comment(setting.why()) + " -->\n";
    }

    @Override
    public Map<String, String> read(String text) {
        return Reread.keys(text, ".xml");
    }
}
