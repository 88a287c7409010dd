package org.latchkey.config;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.latchkey.auth.Dn;

/** Reads the values of the keys for headers. */
final class HeaderText {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.;-]*");
    private static final Set<String> OF_HTTP = Set.of(
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "cookie",
            "host",
            "origin",
            "referer",
            "transfer-encoding",
            "upgrade");

    private HeaderText() {}

    /** One header's name (RFC 9110 5.1), and none that HTTP itself needs: it would be taken out of every request. */
    static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(Findings.quoted(text) + " is not a header's name");
        }
        if (OF_HTTP.contains(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(Findings.quoted(text) + " is a header of HTTP's own");
        }
        return text;
    }

    static List<String> names(String text) {
        List<String> names = ValueType.list(text).stream().map(HeaderText::name).toList();
        checkEachOnce(names);
        return names;
    }

    /** {@code header=attribute}, in the order given. */
    static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ValueType.list(text).forEach(item -> {
            int equals = item.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(Findings.quoted(item) + " has no =");
            }
            String header = name(item.substring(0, equals).strip());
            if (attributes.put(header, attribute(item.substring(equals + 1).strip())) != null) {
                throw new IllegalArgumentException(Findings.quoted(header) + " is there twice");
            }
        });
        checkEachOnce(List.copyOf(attributes.keySet()));
        return attributes;
    }

    /** The same for attributes that nobody may make up. */
    static Map<String, String> saidAttributes(String text) {
        Map<String, String> attributes = attributes(text);
        Set<String> once = new LinkedHashSet<>();
        attributes.values().forEach(attribute -> {
            if (attribute.startsWith("ldap.")) {
                throw new IllegalArgumentException(
                        "names beginning with 'ldap.', such as " + Findings.quoted(attribute) + ", are taken");
            }
            if (!once.add(attribute)) {
                throw new IllegalArgumentException(Findings.quoted(attribute) + " is there twice");
            }
        });
        return attributes;
    }

    /** {@code attribute} or {@code name=attribute}, in the order given. */
    static Map<String, String> requestAttributes(String text) {
        Map<String, String> names = new LinkedHashMap<>();
        ValueType.list(text).forEach(item -> {
            int equals = item.indexOf('=');
            String name = equals < 0 ? item : item.substring(0, equals).strip();
            if (names.put(attribute(name), attribute(item.substring(equals + 1).strip())) != null) {
                throw new IllegalArgumentException(Findings.quoted(name) + " is there twice");
            }
        });
        return names;
    }

    private static String attribute(String name) {
        if (!ATTRIBUTE.matcher(name).matches()) {
            throw new IllegalArgumentException(Findings.quoted(name) + " is not a name for an attribute");
        }
        return name;
    }

    private static void checkEachOnce(List<String> names) {
        Map<String, List<String>> spellings = names.stream().collect(Collectors.groupingBy(HeaderName::folded));
        spellings.values().stream().filter(same -> same.size() > 1).findFirst().ifPresent(same -> {
            throw new IllegalArgumentException(String.join(" and ", same) + " are the same header");
        });
    }

    /** One or more names of certificates' subjects, in one spelling for the same type of attribute. */
    static List<Dn> subjects(String text) {
        return QuotedText.split(text, ";").stream().map(HeaderText::subject).toList();
    }

    private static Dn subject(String text) {
        Dn subject = Dn.parse(new X500Principal(Dn.parse(text.strip()).toString()).getName());
        if (subject.isRoot()) {
            throw new IllegalArgumentException("there is an empty name");
        }
        return subject;
    }

    /** A charset in which ASCII is ASCII. */
    static Charset charset(String text) {
        Charset charset = Charset.forName(text.strip());
        if (!charset.canEncode() || "a=,".getBytes(charset).length != 3) {
            throw new IllegalArgumentException("no header is written in it");
        }
        return charset;
    }
}
