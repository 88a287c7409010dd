package org.latchkey.cli;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON (RFC 8259): maps in their order, lists, text, numbers, truth values. What is not ASCII is written as an escape, so
 * that no terminal and no character set changes it.
 */
final class Json {

    private final StringBuilder out = new StringBuilder();
    private final boolean lines;

    private Json(boolean lines) {
        this.lines = lines;
    }

    /**
     * Writes a value, indented.
     *
     * @param value a map with text keys, a list, a text, a number or a truth value
     * @return the text, without an end of line
     * @throws IllegalArgumentException for anything else
     */
    static String of(Object value) {
        return write(new Json(true), value);
    }

    /**
     * Writes a value in one line.
     *
     * @param value as for {@link #of}
     * @return the text, without an end of line
     * @throws IllegalArgumentException as for {@link #of}
     */
    static String line(Object value) {
        return write(new Json(false), value);
    }

    private static String write(Json json, Object value) {
        json.value(value, 0);
        return json.out.toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof List<?> list) {
            array(list, depth);
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private void object(Map<?, ?> map, int depth) {
        String before = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(before);
            line(depth + 1);
            text((String) entry.getKey());
            out.append(": ");
            value(entry.getValue(), depth + 1);
            before = ",";
        }
        close(map.isEmpty(), "{}", '}', depth);
    }

    private void array(List<?> list, int depth) {
        String before = "[";
        for (Object item : list) {
            out.append(before);
            line(depth + 1);
            value(item, depth + 1);
            before = ",";
        }
        close(list.isEmpty(), "[]", ']', depth);
    }

    private void close(boolean empty, String whole, char end, int depth) {
        if (empty) {
            out.append(whole);
        } else {
            line(depth);
            out.append(end);
        }
    }

    private void line(int depth) {
        if (lines) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
