package org.latchkey.tomcat;

import java.io.StringReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Container;
import org.apache.tomcat.util.digester.Digester;
import org.xml.sax.InputSource;

/** The attributes of a {@code <Valve>}, read the way Tomcat reads {@code server.xml} and {@code context.xml}. */
final class TestValve {

    private final Map<String, String> attributes = new LinkedHashMap<>();

    private TestValve(Class<?> type) {
        attributes.put("className", type.getName());
    }

    static TestValve of(Class<?> type) {
        return new TestValve(type);
    }

    /** Adds an attribute, or replaces it. */
    TestValve with(String key, String value) {
        attributes.put(key, value);
        return this;
    }

    TestValve without(String... keys) {
        Arrays.asList(keys).forEach(attributes::remove);
        return this;
    }

    /** Adds the valve to a container's pipeline. */
    void readInto(Container container) {
        StringBuilder xml = new StringBuilder("<Valve");
        attributes.forEach((key, value) -> xml.append(' ')
                .append(key)
                .append("=\"")
                .append(value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"))
                .append('"'));
        Digester digester = new Digester();
        digester.setRulesValidation(true);
        digester.setFakeAttributes(Map.of(Object.class, List.of("className")));
        digester.addObjectCreate("Valve", null, "className");
        digester.addSetProperties("Valve");
        digester.addSetNext("Valve", "addValve", "org.apache.catalina.Valve");
        digester.push(container.getPipeline());
        try {
            digester.parse(new InputSource(new StringReader(xml.append("/>").toString())));
        } catch (Exception e) {
            throw new AssertionError("Tomcat cannot read " + xml, e);
        }
    }
}
