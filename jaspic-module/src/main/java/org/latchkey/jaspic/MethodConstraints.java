package org.latchkey.jaspic;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.ServletSecurity;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Where an application protects some methods otherwise than others (Jakarta Servlet 6.0, 13.8).
 *
 * <p>What is given back after a login arrives as a GET, and that is what the container judges. Where a POST needs another
 * role than a GET, giving it back would pass the container by. Immutable. Not seen: constraints that a program sets.
 */
final class MethodConstraints {

    private static final String ATTRIBUTE = "org.latchkey.methodConstraints";
    private static final String EVERYWHERE = "/*";

    private final Set<String> patterns;

    private MethodConstraints(Set<String> patterns) {
        this.patterns = Set.copyOf(patterns);
    }

    /** Those of an application, read once. */
    static MethodConstraints of(ServletContext application) {
        return application.getAttribute(ATTRIBUTE) instanceof MethodConstraints known ? known : readOnce(application);
    }

    /** One at a time: every archive of the application is unpacked for it, and anybody can ask. */
    private static synchronized MethodConstraints readOnce(ServletContext application) {
        if (application.getAttribute(ATTRIBUTE) instanceof MethodConstraints known) {
            return known;
        }
        MethodConstraints read = new MethodConstraints(read(application));
        application.setAttribute(ATTRIBUTE, read);
        return read;
    }

    /** Whether the method counts for a path inside the application. */
    boolean matterFor(String path) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, path));
    }

    /** Jakarta Servlet 6.0, 12.2; of several patterns any will do here. */
    private static boolean matches(String pattern, String path) {
        if (pattern.endsWith("/*")) {
            String folder = pattern.substring(0, pattern.length() - 2);
            return path.equals(folder) || path.startsWith(folder + "/");
        }
        return pattern.equals(path)
                || pattern.equals("/")
                || (pattern.isEmpty() && path.equals("/"))
                || (pattern.startsWith("*.") && path.endsWith(pattern.substring(1)));
    }

    private static Set<String> read(ServletContext application) {
        Set<String> patterns = new HashSet<>();
        try {
            readXml(application.getResourceAsStream("/WEB-INF/web.xml"), patterns);
            Set<String> libraries = application.getResourcePaths("/WEB-INF/lib");
            for (String library : libraries == null ? Set.<String>of() : libraries) {
                readFragment(application.getResourceAsStream(library), patterns);
            }
            for (ServletRegistration servlet :
                    application.getServletRegistrations().values()) {
                readAnnotation(application, servlet, patterns);
            }
        } catch (IOException | SAXException | ParserConfigurationException | RuntimeException | LinkageError e) {
            patterns.add(EVERYWHERE);
        }
        return patterns;
    }

    private static void readFragment(@Nullable InputStream library, Set<String> patterns)
            throws IOException, SAXException, ParserConfigurationException {
        if (library == null) {
            return;
        }
        try (ZipInputStream entries = new ZipInputStream(library)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().equals("META-INF/web-fragment.xml")) {
                    readXml(entries, patterns);
                    return;
                }
            }
        }
    }

    private static void readXml(@Nullable InputStream file, Set<String> patterns)
            throws IOException, SAXException, ParserConfigurationException {
        if (file == null) {
            return;
        }
        try (file) {
            NodeList collections = parser().parse(file).getElementsByTagNameNS("*", "web-resource-collection");
            for (int i = 0; i < collections.getLength(); i++) {
                Element collection = (Element) collections.item(i);
                if (has(collection, "http-method") || has(collection, "http-method-omission")) {
                    addPatterns(collection, patterns);
                }
            }
        }
    }

    private static boolean has(Element collection, String name) {
        return collection.getElementsByTagNameNS("*", name).getLength() > 0;
    }

    private static void addPatterns(Element collection, Set<String> patterns) {
        NodeList urls = collection.getElementsByTagNameNS("*", "url-pattern");
        for (int i = 0; i < urls.getLength(); i++) {
            Node url = urls.item(i);
            patterns.add(url.getTextContent().strip());
        }
    }

    /** Reads what the application says and fetches nothing. */
    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        return factory.newDocumentBuilder();
    }

    private static void readAnnotation(ServletContext application, ServletRegistration servlet, Set<String> patterns) {
        String name = servlet.getClassName();
        if (name == null) {
            return;
        }
        try {
            ServletSecurity security =
                    Class.forName(name, false, application.getClassLoader()).getAnnotation(ServletSecurity.class);
            if (security != null && security.httpMethodConstraints().length > 0) {
                patterns.addAll(servlet.getMappings());
            }
        } catch (ClassNotFoundException e) {
            // a servlet of the container's own, which this application cannot have constrained
            return;
        }
    }
}
