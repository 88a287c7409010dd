package org.latchkey.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/**
 * Reads keys from Tomcat's files as Tomcat does: those of a realm in server.xml or context.xml, or of a provider in
 * jaspic-providers.xml.
 */
final class TomcatFile {

    private static final String REALM = "org.latchkey.tomcat.LdapRealm";
    private static final String PROVIDER = "org.latchkey.jaspic.LdapAuthConfigProvider";

    private TomcatFile() {}

    /**
     * Reads the keys of a realm.
     *
     * @param document what is in the file
     * @param path the file
     * @param number which of several realms, from 1 on, or {@code null} where there must be one
     * @param environment the variables
     * @return the attributes of the realm, but for its class
     * @throws IllegalArgumentException when the file names no such realm; the message says why
     */
    static Map<String, String> realm(
            Document document, Path path, @Nullable Integer number, Map<String, String> environment) {
        Element realm = chosen(XmlFile.elements(document, "Realm"), REALM, "Realm", path, number);
        TomcatProperties properties = properties(path, environment);
        Map<String, String> keys = new LinkedHashMap<>();
        attributes(realm).forEach((name, value) -> keys.put(name, properties.replacedIn(value)));
        keys.remove("className");
        return keys;
    }

    /** The keys of a provider of a document that was read. */
    static Map<String, String> provider(
            Document document, Path path, @Nullable Integer number, Map<String, String> environment) {
        Element provider = chosen(XmlFile.elements(document, "provider"), PROVIDER, "provider", path, number);
        TomcatProperties properties = properties(path, environment);
        Map<String, String> keys = new LinkedHashMap<>();
        XmlFile.children(provider).stream()
                .filter(child -> XmlFile.localName(child).equals("property"))
                .forEach(property -> keys.put(
                        properties.replacedIn(property.getAttribute("name")),
                        properties.replacedIn(property.getAttribute("value"))));
        return keys;
    }

    /** The attributes as they stand there. */
    static Map<String, String> attributes(Element element) {
        Map<String, String> found = new LinkedHashMap<>();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            found.put(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
        }
        return found;
    }

    private static Element chosen(
            List<Element> all, String className, String tag, Path path, @Nullable Integer number) {
        List<Element> ours = all.stream()
                .filter(element -> element.getAttribute("className").equals(className))
                .toList();
        if (ours.isEmpty()) {
            String other = others(all);
            throw new IllegalArgumentException("no <" + tag + " className=\"" + className + "\"> in " + path + other
                    + (other.contains("JNDIRealm") ? ": latchkey convert makes one of it" : ""));
        }
        return ours.get(Choice.of(number, ours.size(), path));
    }

    private static TomcatProperties properties(Path path, Map<String, String> environment) {
        try {
            return TomcatProperties.beside(path, environment);
        } catch (IOException e) {
            throw new IllegalArgumentException("catalina.properties beside " + path + " cannot be read", e);
        }
    }

    private static String others(List<Element> all) {
        return all.isEmpty()
                ? ""
                : all.stream()
                        .map(element -> element.getAttribute("className"))
                        .distinct()
                        .collect(Collectors.joining(", ", ", but ", ""));
    }
}
