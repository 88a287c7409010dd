package org.latchkey.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads XML that somebody else wrote. Declarations of types and entities are refused, so nothing but the file is read. */
final class XmlFile {

    private XmlFile() {}

    /**
     * Reads a file.
     *
     * @param path the file
     * @throws IllegalArgumentException when it cannot be read or is no XML; the message says where
     */
    static Document read(Path path) {
        return parsed(new InputSource(path.toUri().toString()), path.toString());
    }

    /**
     * Reads text.
     *
     * @param text the text
     * @param name what messages call it
     * @throws IllegalArgumentException when it is no XML; the message says where
     */
    static Document read(String text, String name) {
        return parsed(new InputSource(new StringReader(text)), name);
    }

    /** The elements of that name anywhere in the document, in its order, whatever prefix they bear. */
    static List<Element> elements(Document document, String name) {
        return elements(document.getElementsByTagName("*")).stream()
                .filter(element -> localName(element).equals(name))
                .toList();
    }

    /** The elements right below. */
    static List<Element> children(Element parent) {
        return elements(parent.getChildNodes());
    }

    /** The name without its prefix. */
    static String localName(Element element) {
        String name = element.getTagName();
        return name.substring(name.indexOf(':') + 1);
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    private static Document parsed(InputSource source, String name) {
        try {
            return builder().parse(source);
        } catch (SAXParseException e) {
            throw new IllegalArgumentException(
                    name + " is no XML that its owner would read: line " + e.getLineNumber() + ": " + e.getMessage(),
                    e);
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + e.getMessage(), e);
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
