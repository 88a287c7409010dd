package org.latchkey.auth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/**
 * A distinguished name (RFC 4514), compared as a directory compares it: the case of types and values and the blanks around
 * separators make no difference, escapes are spellings of the same character, and the parts of a multi-valued RDN have no
 * order.
 *
 * <p>Immutable and safe for use by many threads. Not promised: the equality rules of attributes whose schema is
 * case-exact, which the directory knows and this class does not.
 */
public final class Dn {

    /** The empty name: the root of a directory. */
    public static final Dn ROOT = new Dn(new LdapName(List.of()));

    /** A hex pair, which is passed over, or a backslash and the character it keeps from being syntax, or a control. */
    private static final Pattern ESCAPABLE =
            Pattern.compile("\\\\(?![0-9A-Fa-f]{2})(.)|([\\x00-\\x1f\\x7f])", Pattern.DOTALL);

    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final String SPECIAL = "\"+,;<>\\=";

    private final String text;
    private volatile @Nullable LdapName parsed;
    private @Nullable String folded;

    private Dn(LdapName name) {
        this.text = name.toString();
        this.parsed = name;
    }

    private Dn(String text) {
        this.text = text;
    }

    /**
     * Reads a name. Besides the string form of RFC 4514 the JDK's parser takes blanks round separators, semicolons and quotes.
     *
     * @param text the name
     * @return the name
     * @throws IllegalArgumentException when it is not one; the message shows the text
     */
    public static Dn parse(String text) {
        try {
            LdapName name = new LdapName(text.isBlank() ? "" : text);
            if (name.getRdns().stream().noneMatch(rdn -> rdn.size() == 0)) {
                return new Dn(name);
            }
        } catch (InvalidNameException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a distinguished name", e);
        }
        throw new IllegalArgumentException("'" + text + "' is not a distinguished name: it has an empty part");
    }

    /**
     * Takes a name that is known to be one, as JNDI does of what it has read itself, and reads it when its parts are first
     * asked for: of most groups nobody wants more than the text.
     *
     * @param text the name
     * @return the name
     * @throws IllegalArgumentException when it ends with an empty part, as only the JDK's parser allows; one that is no name
     *     at all is found out by the first method that reads it
     */
    public static Dn known(String text) {
        boolean open = text.isEmpty() || ",; ".indexOf(text.charAt(text.length() - 1)) >= 0;
        return open ? parse(text) : new Dn(text);
    }

    /**
     * Reads a text that may be a name.
     *
     * @param text any text
     * @return the name, or empty when the text is not one
     */
    public static Optional<Dn> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Escapes an attribute value so that it stands for itself inside a name (RFC 4514 2.4). Control characters, which the
     * JDK's own escaping leaves bare, become hex pairs.
     *
     * @param value any text
     * @return the text to put after the equals sign
     */
    public static String escapeValue(String value) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean edgeSpace = c == ' ' && (i == 0 || i == value.length() - 1);
            if (c < ' ' || c == 0x7f) {
                out.append('\\').append(hex(c));
            } else {
                if (SPECIAL.indexOf(c) >= 0 || edgeSpace || (c == '#' && i == 0)) {
                    out.append('\\');
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    /**
     * This name below another.
     *
     * @param base the name to stand under
     * @return this name followed by the base
     */
    public Dn under(Dn base) {
        List<Rdn> rdns = new ArrayList<>(base.name().getRdns());
        rdns.addAll(name().getRdns());
        return new Dn(new LdapName(rdns));
    }

    /**
     * Whether this name stands under another.
     *
     * @param base the other name
     * @return true when it is the base itself, or any number of levels below it
     */
    public boolean isWithin(Dn base) {
        return base.isRoot() || folded().equals(base.folded()) || folded().startsWith(base.folded() + ",");
    }

    /**
     * Whether this is the root's name.
     *
     * @return true when it has no parts
     */
    public boolean isRoot() {
        return text.isEmpty();
    }

    /**
     * The parts as text, in JNDI's order: the rightmost first.
     *
     * @return one text for each RDN, its escapes written as hex pairs
     */
    public List<String> rdns() {
        return name().getRdns().stream().map(rdn -> hexEscapes(rdn.toString())).toList();
    }

    /**
     * The parts at the right that are a DNS name (RFC 2247): the domain that an entry of an Active Directory belongs to, since no
     * domain has its entries below another's without one more of them.
     *
     * @return the domain's name, the root where there is none
     */
    public Dn domain() {
        Dn domain = ROOT;
        for (String part : rdns()) {
            if (!part.regionMatches(true, 0, "dc=", 0, 3)) {
                break;
            }
            domain = parse(part).under(domain);
        }
        return domain;
    }

    /**
     * The value of an attribute in the leftmost part, as the entry is known by it.
     *
     * @param attribute the attribute's type, in any case
     * @return the unescaped value, or empty when that part has no such attribute or holds it in binary
     */
    public Optional<String> leafValue(String attribute) {
        if (isRoot()) {
            return Optional.empty();
        }
        try {
            LdapName name = name();
            Attribute found = name.getRdn(name.size() - 1).toAttributes().get(attribute);
            return found != null && found.get() instanceof String text ? Optional.of(text) : Optional.empty();
        } catch (NamingException e) {
            return Optional.empty();
        }
    }

    /**
     * What the entry is called in the leftmost part: the value of {@code cn} there, else the first value, whatever its
     * attribute.
     *
     * @return the unescaped value, or empty where the name has no part or its value is binary
     */
    public Optional<String> leafName() {
        return leafValue("cn")
                .or(() -> isRoot()
                        ? Optional.empty()
                        : Optional.of(name().getRdn(name().size() - 1).getValue())
                                .filter(String.class::isInstance)
                                .map(String.class::cast));
    }

    /**
     * The attribute of which a text is the whole value, anywhere in the name.
     *
     * @param value the unescaped value
     * @return the attribute's type as written, or empty when no part has the value
     */
    public Optional<String> attributeOf(String value) {
        return name().getRdns().stream()
                .flatMap(rdn -> Collections.list(rdn.toAttributes().getAll()).stream())
                .filter(attribute -> attribute.contains(value))
                .map(Attribute::getID)
                .findFirst();
    }

    /**
     * The name with every escape, and every control character, written as a backslash and two hex digits.
     *
     * @return a spelling of the same name
     */
    public String hexEscaped() {
        List<String> parts = new ArrayList<>(rdns());
        Collections.reverse(parts);
        return String.join(",", parts);
    }

    /**
     * The name for JNDI, which must never be handed a name as a string: that would be read as a composite one.
     *
     * @return a copy that the caller may change
     */
    public LdapName toLdapName() {
        return (LdapName) name().clone();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Dn dn && folded().equals(dn.folded());
    }

    @Override
    public int hashCode() {
        return folded().hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private LdapName name() {
        LdapName name = parsed;
        if (name == null) {
            name = parse(text).name();
            parsed = name;
        }
        return name;
    }

    /**
     * One text for all spellings of the name. {@code LdapName} has an equality of its own, which takes a dotless i for an i:
     * two groups for a directory would be one.
     */
    private String folded() {
        String all = folded;
        if (all == null) {
            String plain = foldedPlain(text);
            all = plain != null
                    ? plain
                    : name().getRdns().stream().map(Dn::folded).collect(Collectors.joining(","));
            folded = all;
        }
        return all;
    }

    /** The same text for a name without escapes, signs and parts of several values, as nearly all are: without reading it. */
    private static @Nullable String foldedPlain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int end = text.length();
        while (end > 0) {
            int start = text.lastIndexOf(',', end - 1) + 1;
            if (!isPlain(text, start, end)) {
                return null;
            }
            out.append(out.isEmpty() ? "" : ",").append(text, start, end);
            end = start - 1;
        }
        return end == 0 ? null : out.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isPlain(String text, int start, int end) {
        int equals = -1;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '=' && equals < 0) {
                equals = i;
            } else if (c == ' ') {
                if (equals < 0 || i == equals + 1 || i == end - 1 || text.charAt(i + 1) == ' ') {
                    return false;
                }
            } else if (!isLetterOrDigit(c) && "-._@".indexOf(c) < 0) {
                return false;
            }
        }
        return equals > start && equals < end - 1;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static String folded(Rdn rdn) {
        List<String> parts = new ArrayList<>();
        try {
            for (Attribute attribute : Collections.list(rdn.toAttributes().getAll())) {
                for (Object value : Collections.list(attribute.getAll())) {
                    parts.add(attribute.getID().toLowerCase(Locale.ROOT) + "=" + folded(value));
                }
            }
        } catch (NamingException e) {
            throw new IllegalStateException("a name in memory cannot be read", e);
        }
        Collections.sort(parts);
        return String.join("+", parts);
    }

    /** Case folded and runs of blanks made one, as directories prepare strings for comparison (RFC 4518 2.2 and 2.6.1). */
    private static String folded(Object value) {
        if (value instanceof byte[] bytes) {
            return "#" + HexFormat.of().formatHex(bytes);
        }
        String text = BLANKS.matcher(value.toString().strip()).replaceAll(" ");
        return escapeValue(text.toLowerCase(Locale.ROOT).replace('ς', 'σ'));
    }

    private static String hexEscapes(String text) {
        return ESCAPABLE
                .matcher(text)
                .replaceAll(
                        match -> "\\\\" + hex((match.group(1) == null ? match.group(2) : match.group(1)).charAt(0)));
    }

    private static String hex(char c) {
        return HexFormat.of().toHexDigits((byte) c);
    }
}
