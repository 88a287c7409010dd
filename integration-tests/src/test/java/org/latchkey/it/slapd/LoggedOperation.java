package org.latchkey.it.slapd;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.it.slapd.Operation.Kind;

/** Puts one operation together from the lines slapd writes about it, in any order it writes them. */
final class LoggedOperation {
    private static final Pattern REQUEST =
            Pattern.compile("(BIND|CMP|ADD|MOD|DEL|MODRDN) dn=\"(.*?)\"(?: method=\\d+| attr=.*|)$");
    private static final Pattern SEARCH = Pattern.compile("SRCH base=\"(.*)\" scope=(\\d) deref=\\d filter=\"(.*)\"$");
    private static final Pattern SEARCH_ATTRIBUTES = Pattern.compile("SRCH attr=(.*)$");
    private static final Pattern EXTENDED = Pattern.compile("EXT oid=(\\S*)");
    private static final Pattern RESULT = Pattern.compile(
            "(?:SEARCH )?RESULT (?:tag=(\\d+)|oid=\\S*) err=(-?\\d+).*?(?: nentries=(\\d+))? text=(.*)$");

    private final long connection;
    private final int number;
    private final List<String> attributes = new ArrayList<>();
    private @Nullable Kind kind;
    private String dn = "";
    private String filter = "";
    private int scope = -1;
    private String oid = "";
    private OptionalInt resultCode = OptionalInt.empty();
    private int entries;
    private String text = "";

    LoggedOperation(long connection, int number) {
        this.connection = connection;
        this.number = number;
    }

    void read(String line) {
        Matcher matcher = REQUEST.matcher(line);
        if (matcher.matches()) {
            readRequest(matcher);
        } else if ((matcher = SEARCH.matcher(line)).matches()) {
            readSearch(matcher);
        } else if ((matcher = SEARCH_ATTRIBUTES.matcher(line)).matches()) {
            attributes.addAll(List.of(matcher.group(1).split(" ")));
        } else if ((matcher = EXTENDED.matcher(line)).matches()) {
            kind = Kind.EXTENDED;
            oid = matcher.group(1);
        } else if ((matcher = RESULT.matcher(line)).matches()) {
            readResult(matcher);
        } else if (line.equals("UNBIND")) {
            kind = Kind.UNBIND;
        } else if (line.startsWith("ABANDON ")) {
            kind = Kind.ABANDON;
        }
    }

    boolean awaitsAnswer() {
        return kind != null && kind.isAnswered() && resultCode.isEmpty();
    }

    boolean isKnown() {
        return kind != null;
    }

    String filter() {
        return filter;
    }

    long connection() {
        return connection;
    }

    Operation toOperation() {
        if (kind == null) {
            throw new IllegalStateException("conn=" + connection + " op=" + number + " is of no known kind");
        }
        return new Operation(
                connection, number, kind, dn, filter, scope, List.copyOf(attributes), oid, resultCode, entries, text);
    }

    private void readRequest(Matcher matcher) {
        kind = switch (matcher.group(1)) {
            case "BIND" -> Kind.BIND;
            case "CMP" -> Kind.COMPARE;
            case "ADD" -> Kind.ADD;
            case "MOD" -> Kind.MODIFY;
            case "DEL" -> Kind.DELETE;
            default -> Kind.RENAME;
        };
        dn = matcher.group(2);
    }

    private void readSearch(Matcher matcher) {
        kind = Kind.SEARCH;
        dn = matcher.group(1);
        scope = Integer.parseInt(matcher.group(2));
        filter = matcher.group(3);
    }

    /** The tag of the answer tells the kind even where slapd kept a malformed request out of its log. */
    private void readResult(Matcher matcher) {
        if (kind == null && matcher.group(1) != null) {
            kind = kindOfAnswer(Integer.parseInt(matcher.group(1)));
        }
        resultCode = OptionalInt.of(Integer.parseInt(matcher.group(2)));
        entries = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        text = matcher.group(4);
    }

    private static Kind kindOfAnswer(int tag) {
        return switch (tag) {
            case 97 -> Kind.BIND;
            case 101 -> Kind.SEARCH;
            case 103 -> Kind.MODIFY;
            case 105 -> Kind.ADD;
            case 107 -> Kind.DELETE;
            case 109 -> Kind.RENAME;
            case 111 -> Kind.COMPARE;
            default -> Kind.EXTENDED;
        };
    }
}
