package org.latchkey.config;

import java.net.URI;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;

/**
 * What a key's text must look like, in words and in code: one object for the check, the error message and the table in the
 * documentation. Immutable.
 */
final class ValueType {

    static final ValueType TEXT = new ValueType("text", "a text that is not blank", false, text -> text);
    static final ValueType STRIPPED = new ValueType("text", "a text that is not blank", false, text -> text.strip());
    static final ValueType HEADER_TEXT = new ValueType(
            "text",
            "a text of the printable characters of ISO-8859-1, because it goes into a header of HTTP",
            false,
            text -> headerText(text.strip()));
    static final ValueType ANYTHING = new ValueType("text", "any text", true, text -> text);
    static final ValueType BOOLEAN = new ValueType("true/false", "true or false", false, ValueType::truth);
    static final ValueType URLS = new ValueType(
            "URLs",
            "one or more URLs such as ldap://host:389 or ldaps://host, separated by blanks",
            false,
            text -> text);
    static final ValueType SECRET =
            new ValueType("secret", "a text, ${env:NAME} or ${file:/path}", false, text -> SecretSource.parse(text));
    static final ValueType MILLISECONDS = duration("milliseconds", 1, "a bare number means milliseconds");
    static final ValueType MILLISECONDS_OR_NONE =
            duration("milliseconds", 0, "a bare number means milliseconds, 0 no limit");
    static final ValueType SECONDS = duration("seconds", 1, "a bare number means seconds");
    static final ValueType SECONDS_OR_OFF = duration("seconds", 0, "a bare number means seconds, 0 switches it off");
    static final ValueType DN =
            new ValueType("DN", "a distinguished name such as ou=people,dc=corp,dc=example", true, Dn::parse);
    static final ValueType FILTER =
            new ValueType("filter", "a search filter such as (uid={0})", false, FilterText::parse);
    static final ValueType ROLE_BASE = new ValueType(
            "DN template",
            "a distinguished name in which {0}, {1} and so on may stand for parts of the user's DN",
            true,
            RoleBase::parse);
    static final ValueType USER_PATTERNS = new ValueType(
            "templates",
            "one template such as uid={0},ou=people,dc=corp,dc=example or {0}@corp.example, or several DN templates"
                    + " as (first)(second)",
            false,
            UserPatterns::parse);
    static final ValueType ATTRIBUTE = new ValueType(
            "attribute", "one attribute's name such as cn", false, text -> AttributeNames.shown(text.strip()));
    static final ValueType PASSWORD_ATTRIBUTE = new ValueType(
            "attribute",
            "one attribute's name such as userPassword",
            false,
            text -> AttributeNames.checked(text.strip()));
    static final ValueType ATTRIBUTES = new ValueType(
            "attributes",
            "attribute names separated by commas",
            false,
            text -> list(text).stream().map(AttributeNames::shown).distinct().toList());
    static final ValueType ATTRIBUTE_RULES = new ValueType(
            "attribute list",
            "a comma list of attribute, alias=attribute, alias=first|second, alias=attribute:lower,"
                    + " alias=attribute|{name}@corp.example, * and +",
            false,
            AttributeRules::parse);
    static final ValueType GROUP_EXPRESSION = new ValueType(
            "group expression",
            "a group's DN or short name, or several joined by &, |, ! and parentheses",
            false,
            GroupExpression::parse);
    static final ValueType ATTRIBUTE_CONDITIONS = new ValueType(
            "conditions",
            "attribute=value or attribute=*, several separated by commas",
            false,
            AttributeCondition::parse);
    static final ValueType FIXED_FILTER = new ValueType(
            "filter", "a search filter in parentheses such as (employeeType=staff)", false, ValueType::fixedFilter);
    static final ValueType REGULAR_EXPRESSION = new ValueType(
            "regular expression", "a regular expression of Java such as [a-z0-9.]+", false, ValueType::expression);
    static final ValueType CERTIFICATE_USER = new ValueType(
            "place in a certificate",
            "subject, email, upn, CN, UID, emailAddress, serialNumber, or a regular expression of Java between slashes that"
                    + " matches the whole subject and has one group round the name, such as /CN=([^,]+), O=Example/",
            false,
            CertificateUser::parse);
    static final ValueType NAME_FORMAT =
            new ValueType("template", "a text with one {0} for the name, such as ldap_{0}", false, NameFormat::parse);
    static final ValueType DOMAINS = new ValueType(
            "domains",
            "one or more domains separated by commas, such as corp.example, CORP",
            false,
            text -> NameReader.domains(text));
    static final ValueType SITE = new ValueType(
            "name", "one DNS label such as Default-First-Site-Name", false, text -> dnsLabel(text.strip()));
    static final ValueType VERIFICATION = new ValueType(
            "required, none",
            "required (also demand, hard or try) or none (also allow or never)",
            false,
            ValueType::verification);
    static final ValueType STORE_TYPE = new ValueType(
            "text", "a type of key store that this JVM reads, such as PKCS12 or JKS", false, ValueType::storeType);
    static final ValueType CERTIFICATE_FILE = new ValueType(
            "path",
            "a file with one or more certificates in PEM, or a folder of such files named *.pem, *.crt or *.cer",
            false,
            text -> text.strip());
    static final ValueType TRUST_STORE = new ValueType(
            "path", "a key store file with trusted certificates, and its password right", false, text -> text.strip());
    static final ValueType CLIENT_KEY_STORE = new ValueType(
            "path",
            "a key store file with a certificate and its private key, and its password right",
            false,
            text -> text.strip());
    static final ValueType ROLE_MAPPINGS = new ValueType(
            "mappings",
            "one or more group -> role, role separated by semicolons, a group being a DN, a role name of the directory, a"
                    + " pattern such as APP_*, an expression such as a & !b, or * for everybody",
            false,
            RoleMappings::parse);
    static final ValueType ROLE_MAPPING_FILE = new ValueType(
            "path",
            "a file in UTF-8 with one group -> role, role a line, and comments in lines that begin with #",
            false,
            text -> text.strip());
    static final ValueType ROLE_GLOBS = new ValueType(
            "patterns",
            "role names separated by commas, in which * stands for any characters and ? for one",
            false,
            text -> list(text).stream().map(RoleGlob::parse).toList());
    static final ValueType FALLBACK_USERS_FILE = new ValueType(
            "path",
            "a properties file in UTF-8 with a line name = hash role, role for each user",
            false,
            text -> text.strip());
    static final ValueType PAGE = new ValueType(
            "path", "a path inside the application such as /login.html", false, text -> page(text.strip()));
    static final ValueType NETWORKS = new ValueType(
            "addresses",
            "one or more IP addresses or networks such as 10.1.2.3, 10.1.0.0/16 or fd00::/8, separated by commas",
            false,
            text -> list(text).stream().map(Network::parse).toList());
    static final ValueType HEADER = new ValueType(
            "header", "one header's name such as X-Proxy-Secret", false, text -> HeaderText.name(text.strip()));
    static final ValueType HEADERS = new ValueType(
            "headers", "names of headers such as X-Forwarded-User, separated by commas", false, HeaderText::names);
    static final ValueType HEADER_ATTRIBUTES = new ValueType(
            "header=attribute",
            "header=attribute such as X-Remote-Email=mail, several separated by commas",
            false,
            text -> new NamedAttributes(HeaderText.saidAttributes(text)));
    static final ValueType ATTRIBUTES_TO_HEADERS = new ValueType(
            "header=attribute",
            "header=attribute such as X-User-Mail=mail, several separated by commas",
            false,
            text -> new NamedAttributes(HeaderText.attributes(text)));
    static final ValueType REQUEST_ATTRIBUTES = new ValueType(
            "name=attribute",
            "attribute or name=attribute such as mail, displayName=cn, separated by commas",
            false,
            text -> new NamedAttributes(HeaderText.requestAttributes(text)));
    static final ValueType SUBJECTS = new ValueType(
            "DNs",
            "the subject of a certificate such as CN=proxy,O=Example, several separated by semicolons",
            false,
            HeaderText::subjects);
    static final ValueType PROXY_SECRET_FILE = new ValueType(
            "path", "a file in UTF-8 with one secret, or with two on a line each", false, text -> text.strip());
    static final ValueType CHARSET = new ValueType(
            "charset", "a charset this JVM knows, such as UTF-8 or ISO-8859-1", false, HeaderText::charset);
    static final ValueType PAGE_OR_URL = new ValueType(
            "path or URL",
            "a path inside the application such as /password.html, or a URL such as https://password.corp.example/",
            false,
            text -> pageOrUrl(text.strip()));
    static final ValueType LIST = new ValueType("list", "names separated by commas", false, ValueType::list);

    static final ValueType DIRECTORY_NAMES = new ValueType(
            "names",
            "names of letters, digits, - and _ that are no keys, each once, separated by commas",
            false,
            DirectoryNames::parse);

    private static final Pattern DNS_LABEL = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** Turns text into a value, or throws an {@link IllegalArgumentException} whose message says what is wrong. */
    @FunctionalInterface
    interface Parser {
        Object parse(String text);
    }

    private final String label;
    private final String accepted;
    private final boolean blankAllowed;
    private final Parser parser;

    private ValueType(String label, String accepted, boolean blankAllowed, Parser parser) {
        this.label = label;
        this.accepted = accepted;
        this.blankAllowed = blankAllowed;
        this.parser = parser;
    }

    /** RFC 9110 5.5, without the tab; containers leave out or change a header with any other character. */
    private static String headerText(String text) {
        if (text.chars().anyMatch(c -> Character.isISOControl(c) || c > 0xff)) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static String page(String path) {
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw new IllegalArgumentException("it must begin with one /");
        }
        return path;
    }

    /** A path stays as it is; a URL is sent to browsers, so it must be one that they all read alike. */
    private static String pageOrUrl(String text) {
        URI address = URI.create(text);
        if (address.getScheme() == null) {
            return page(text);
        }
        boolean web = address.getScheme().equalsIgnoreCase("https")
                || address.getScheme().equalsIgnoreCase("http");
        if (!web || address.getHost() == null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a URL must be https:// or http:// with a host, and name no user");
        }
        return text;
    }

    private static String dnsLabel(String text) {
        if (!DNS_LABEL.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    static ValueType wholeNumber(int least, int most) {
        String range = most == Integer.MAX_VALUE ? least + " or more" : "from " + least + " to " + most;
        return new ValueType("whole number", "a whole number, " + range, false, text -> {
            String number = text.strip();
            if (!NUMBER.matcher(number).matches() || Long.parseLong(number) < least || Long.parseLong(number) > most) {
                throw new IllegalArgumentException();
            }
            return Integer.valueOf(number);
        });
    }

    /** One of several words, in any ASCII case. */
    static ValueType oneOf(String... words) {
        String listed = words.length == 1
                ? words[0]
                : String.join(", ", List.of(words).subList(0, words.length - 1)) + " or " + words[words.length - 1];
        return new ValueType(String.join(", ", words), listed, false, text -> word(text.strip(), words));
    }

    /** One of several numbers. */
    static ValueType oneNumberOf(String... numbers) {
        ValueType words = oneOf(numbers);
        return new ValueType(
                "whole number", words.accepted, false, text -> Integer.valueOf((String) words.parse(text)));
    }

    /** Several of some words, separated by commas, in order of preference. */
    static ValueType someOf(String... words) {
        return new ValueType(
                String.join(", ", words),
                String.join(", ", words) + ", or several of them separated by commas",
                false,
                text -> list(text).stream().map(item -> word(item, words)).collect(Collectors.joining(",")));
    }

    /** The same type, with a reason for messages where the check itself gives none. */
    ValueType because(String reason) {
        return new ValueType(label, accepted, blankAllowed, text -> {
            try {
                return parser.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() == null ? reason : e.getMessage(), e);
            }
        });
    }

    /** For the table. */
    String label() {
        return label;
    }

    /** For messages: what may stand after "must be". */
    String accepted() {
        return accepted;
    }

    boolean allowsBlank() {
        return blankAllowed;
    }

    Object parse(String text) {
        return parser.parse(text);
    }

    static List<String> list(String text) {
        List<String> items =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (items.contains("")) {
            throw new IllegalArgumentException("there is an empty item between commas");
        }
        return items;
    }

    private static ValueType duration(String bareUnit, long leastMillis, String bare) {
        return new ValueType(
                bareUnit,
                "a time such as 500ms, 30s, 5m, 1h or PT30S, " + (leastMillis > 0 ? "longer than nothing and " : "")
                        + "at most a day (" + bare + ")",
                false,
                text -> Durations.parse(text, bareUnit.equals("seconds") ? "s" : "ms", leastMillis));
    }

    private static Boolean truth(String text) {
        return switch (text.strip()) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException();
        };
    }

    /** The words of OpenLDAP's clients for the same; none of theirs for half a check is less than a whole one here. */
    private static String verification(String text) {
        return switch (word(text.strip(), "required", "demand", "hard", "try", "none", "allow", "never")) {
            case "none", "allow", "never" -> "none";
            default -> "required";
        };
    }

    private static FilterText fixedFilter(String text) {
        FilterText filter = FilterText.parse(text);
        if (!text.strip().startsWith("(")) {
            throw new IllegalArgumentException("its outer parentheses are missing");
        }
        if (!filter.places().isEmpty()) {
            throw new IllegalArgumentException("it has a place, but is the same for every user");
        }
        return filter;
    }

    static Pattern expression(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            String place = e.getIndex() < 0 ? "" : " at position " + e.getIndex();
            throw new IllegalArgumentException(e.getDescription() + place, e);
        }
    }

    private static String storeType(String text) {
        return word(text.strip(), Security.getAlgorithms("KeyStore").toArray(String[]::new));
    }

    private static String word(String given, String... words) {
        return Arrays.stream(words)
                .filter(word -> Ascii.equalsIgnoreCase(word, given))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }
}
