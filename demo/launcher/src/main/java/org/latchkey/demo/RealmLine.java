package org.latchkey.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.catalina.Engine;
import org.apache.catalina.startup.RealmRuleSet;
import org.apache.tomcat.util.IntrospectionUtils.PropertySource;
import org.apache.tomcat.util.digester.Digester;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The {@code <Realm>} line an admin writes in server.xml, kept as text and read by Tomcat's own rules. */
final class RealmLine {
    private final String text;

    private RealmLine(String text) {
        this.text = text;
    }

    static RealmLine ofTheDemo() {
        try (InputStream realm = Objects.requireNonNull(RealmLine.class.getResourceAsStream("realm.xml"))) {
            return new RealmLine(new String(realm.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Gives the engine this realm, exactly as Tomcat does when it reads server.xml.
     *
     * @param properties what <code>${name}</code> stands for; a real Tomcat asks the system properties
     */
    void applyTo(Engine engine, Map<String, String> properties) {
        Digester digester = new ServerXmlReader(properties);
        digester.addRuleSet(new RealmRuleSet(""));
        digester.push(engine);
        try {
            digester.parse(new InputSource(new StringReader(text)));
        } catch (IOException | SAXException unreadable) {
            throw new IllegalStateException("Tomcat cannot read the Realm line", unreadable);
        }
    }

    @Override
    public String toString() {
        return text;
    }

    private static final class ServerXmlReader extends Digester {
        ServerXmlReader(Map<String, String> properties) {
            source = new PropertySource[] {properties::get};
        }
    }
}
