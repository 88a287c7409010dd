package org.latchkey.it.slapd;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.it.slapd.Operation.Kind;

/** Puts one operation together from the lines slapd writes about it, in any order it writes them. */
final class LoggedOperation {
    private static final List<Reading> READINGS = List.of(
            new Reading(
                    "(BIND|CMP|ADD|MOD|DEL|MODRDN) dn=\"(.*?)\"(?: method=\\d+| attr=.*|)",
                    LoggedOperation::readRequest),
            new Reading("SRCH base=\"(.*)\" scope=(\\d) deref=\\d filter=\"(.*?)\"?", LoggedOperation::readSearch),
            new Reading("SRCH attr=(.*)", LoggedOperation::readAttributes),
            new Reading("EXT oid=(\\S*)", LoggedOperation::readExtended),
            new Reading(
                    "(?:SEARCH )?RESULT (?:tag=(\\d+)|oid=\\S*) err=(-?\\d+).*?(?: nentries=(\\d+))? text=(.*)",
                    LoggedOperation::readResult),
            new Reading("(UNBIND|ABANDON)\\b.*", LoggedOperation::readUnanswered));

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
        for (var reading : READINGS) {
            Matcher matcher = reading.line().matcher(line);
            if (matcher.matches()) {
                reading.reader().accept(this, matcher);
                return;
            }
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

    private void readAttributes(Matcher matcher) {
        attributes.addAll(List.of(matcher.group(1).split(" ")));
    }

    private void readExtended(Matcher matcher) {
        kind = Kind.EXTENDED;
        oid = matcher.group(1);
    }

    private void readUnanswered(Matcher matcher) {
        kind = Kind.valueOf(matcher.group(1));
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

    /** A kind of line, as a whole, and what it adds. */
    private record Reading(Pattern line, BiConsumer<LoggedOperation, Matcher> reader) {
        Reading(String line, BiConsumer<LoggedOperation, Matcher> reader) {
            this(Pattern.compile(line), reader);
        }
    }
}
