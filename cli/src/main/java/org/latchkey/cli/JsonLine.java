package org.latchkey.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON (RFC 8259) as {@link JsonLineUsers} writes it: maps, lists and text. Used by one thread. */
final class JsonLine {

    private static final int DEEPEST = 3;
    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private final String text;
    private int at;

    private JsonLine(String text) {
        this.text = text;
    }

    /**
     * Reads one.
     *
     * @param text a line
     * @return the map in it
     * @throws IllegalArgumentException when it is anything else
     */
    static Map<?, ?> parse(String text) {
        JsonLine line = new JsonLine(text);
        Object value = line.value(0);
        line.blanks();
        if (!(value instanceof Map<?, ?> map) || line.at < text.length()) {
            throw line.wrong();
        }
        return map;
    }

    private Object value(int depth) {
        blanks();
        char c = peek();
        if (depth > DEEPEST) {
            throw wrong();
        }
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            default -> throw wrong();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        while (more('}', map.isEmpty())) {
            blanks();
            String key = string();
            blanks();
            expect(':');
            map.put(key, value(depth + 1));
        }
        return map;
    }

    private List<Object> array(int depth) {
        List<Object> list = new ArrayList<>();
        at++;
        while (more(']', list.isEmpty())) {
            list.add(value(depth + 1));
        }
        return list;
    }

    /** Whether another item follows; takes the comma before it, or the end. */
    private boolean more(char end, boolean first) {
        blanks();
        if (peek() == end) {
            at++;
            return false;
        }
        if (!first) {
            expect(',');
        }
        return true;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escape() : c);
        }
        at++;
        return out.toString();
    }

    private char escape() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong();
        };
    }

    private char unicode() {
        if (at + HEX_DIGITS > text.length()) {
            throw wrong();
        }
        String digits = text.substring(at, at + HEX_DIGITS);
        at += HEX_DIGITS;
        try {
            return (char) Integer.parseUnsignedInt(digits, HEX);
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong();
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong();
        }
        at++;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("character " + (at + 1) + " of a line is not what list-users writes there");
    }
}
