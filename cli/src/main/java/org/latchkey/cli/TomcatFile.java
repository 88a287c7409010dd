package org.latchkey.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads the keys of a realm from server.xml or context.xml as Tomcat does. Declarations of types and entities are refused. */
final class TomcatFile {

    private static final String REALM = "org.latchkey.tomcat.LdapRealm";

    private TomcatFile() {}

    /**
     * Reads the keys.
     *
     * @param path the file
     * @param number which of several realms, from 1 on, or {@code null} where there must be one
     * @param environment the variables
     * @return the attributes of the realm, but for its class
     * @throws IllegalArgumentException when the file cannot be read, or names no such realm; the message says why
     */
    static Map<String, String> read(Path path, @Nullable Integer number, Map<String, String> environment) {
        List<Element> realms = realms(parsed(path));
        List<Element> ours = realms.stream()
                .filter(realm -> realm.getAttribute("className").equals(REALM))
                .toList();
        if (ours.isEmpty()) {
            throw new IllegalArgumentException("no <Realm className=\"" + REALM + "\"> in " + path + others(realms));
        }
        if (number == null && ours.size() > 1) {
            throw new IllegalArgumentException(
                    "there are " + ours.size() + " realms of ours in " + path + ": --realm 1 is the first of them");
        }
        int wanted = number == null ? 1 : number;
        if (wanted < 1 || wanted > ours.size()) {
            throw new IllegalArgumentException("--realm: there are " + ours.size() + " realms of ours in " + path);
        }
        return attributes(ours.get(wanted - 1), properties(path, environment));
    }

    private static TomcatProperties properties(Path path, Map<String, String> environment) {
        try {
            return TomcatProperties.beside(path, environment);
        } catch (IOException e) {
            throw new IllegalArgumentException("catalina.properties beside " + path + " cannot be read", e);
        }
    }

    private static String others(List<Element> realms) {
        return realms.isEmpty()
                ? ""
                : realms.stream()
                        .map(realm -> realm.getAttribute("className"))
                        .distinct()
                        .collect(Collectors.joining(", ", ", but ", ""));
    }

    private static Map<String, String> attributes(Element realm, TomcatProperties properties) {
        Map<String, String> keys = new LinkedHashMap<>();
        NamedNodeMap attributes = realm.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.item(i).getNodeName();
            if (!name.equals("className")) {
                keys.put(name, properties.replacedIn(attributes.item(i).getNodeValue()));
            }
        }
        return keys;
    }

    private static List<Element> realms(Document document) {
        NodeList found = document.getElementsByTagName("Realm");
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Document parsed(Path path) {
        try {
            return builder().parse(path.toFile());
        } catch (SAXParseException e) {
            throw new IllegalArgumentException(
                    path + " is no XML that Tomcat would read: line " + e.getLineNumber() + ": " + e.getMessage(), e);
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException(path + " cannot be read: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser refuses a setting of its own", e);
        }
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setExpandEntityReferences(false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Silent());
        return builder;
    }

    /** Writes nothing of its own. */
    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException fault) {}

        @Override
        public void error(SAXParseException fault) throws SAXException {
            throw fault;
        }

        @Override
        public void fatalError(SAXParseException fault) throws SAXException {
            throw fault;
        }
    }
}
