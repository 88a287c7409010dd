package org.latchkey.cli;

import java.util.ArrayList;
import java.util.List;

/** Reads texts, numbers, truth values and lists of them, as TOML and Python write them. Used by one thread. */
class LiteralReader {

    /** No file of a person's is nested deeper. */
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    LiteralReader(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    char next() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    /** Takes a text that stands here, or leaves everything as it is. */
    boolean take(String expected) {
        if (text.startsWith(expected, at)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    /** What stands before a mark in the line; the mark is taken too. */
    String until(String mark) {
        int end = text.indexOf(mark, at);
        int line = text.indexOf('\n', at);
        if (end < 0 || line >= 0 && line < end) {
            throw fault("there is no " + mark);
        }
        String before = text.substring(at, end);
        at = end + mark.length();
        return before;
    }

    /** Passes blanks and comments over, and ends of lines where they mean nothing. */
    void skip(boolean lines) {
        while (!atEnd()) {
            char c = next();
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                at += 2;
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n' && lines) {
                at++;
            } else {
                return;
            }
        }
    }

    /** A value: {@code String}, {@code Boolean}, {@code Long} or a {@code List}. */
    Object value() {
        char c = next();
        if (c == '"' || c == '\'') {
            return string(c == '\'' && isRawQuote());
        }
        if (take("[")) {
            return list(']');
        }
        String word = word();
        return switch (word) {
            case "true", "True" -> true;
            case "false", "False" -> false;
            default -> number(word);
        };
    }

    /** Whether an apostrophe keeps a backslash from meaning anything. */
    boolean isRawQuote() {
        return true;
    }

    private Object number(String word) {
        try {
            return Long.valueOf(word.replace("_", ""));
        } catch (NumberFormatException e) {
            throw fault("there is neither a text nor a number, a truth value or a list");
        }
    }

    /** Letters, digits and what stands between them. */
    String word() {
        int start = at;
        while (!atEnd() && (Character.isLetterOrDigit(next()) || "_.+-".indexOf(next()) >= 0)) {
            at++;
        }
        return text.substring(start, at);
    }

    /** What is left up to a closing bracket, which is taken too. */
    List<Object> list(char close) {
        deeper();
        List<Object> all = new ArrayList<>();
        skip(true);
        while (next() != close) {
            if (atEnd()) {
                throw fault("there is no " + close);
            }
            all.add(value());
            skip(true);
            if (!take(",") && next() != close) {
                throw fault("there is neither a comma nor " + close);
            }
            skip(true);
        }
        at++;
        higher();
        return all;
    }

    /** Notes that a bracket was opened. */
    void deeper() {
        if (++depth > DEEPEST) {
            throw fault("there are more than " + DEEPEST + " brackets in one another");
        }
    }

    /** Notes that one was closed. */
    void higher() {
        depth--;
    }

    boolean isInBrackets() {
        return depth > 0;
    }

    /** A text in quotes, single or triple. */
    String string(boolean raw) {
        char quote = next();
        String three = String.valueOf(quote).repeat(3);
        boolean triple = take(three);
        String end = triple ? three : String.valueOf(quote);
        if (!triple) {
            at++;
        } else if (next() == '\n') {
            at++;
        }
        StringBuilder out = new StringBuilder();
        while (!take(end)) {
            if (atEnd() || next() == '\n' && !triple) {
                throw fault("a text in quotes does not end");
            }
            out.append(!raw && next() == '\\' ? escape() : String.valueOf(text.charAt(at++)));
        }
        return out.toString();
    }

    private String escape() {
        at++;
        char c = next();
        at++;
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '\n' -> "";
            case '\\', '"', '\'' -> String.valueOf(c);
            case 'u' -> unicode();
            default -> "\\" + c;
        };
    }

    private String unicode() {
        try {
            String digits = text.substring(at, at + 4);
            at += 4;
            return String.valueOf((char) Integer.parseInt(digits, 16));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw fault("\\u wants four hex digits");
        }
    }

    IllegalArgumentException fault(String what) {
        long line = text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        return new IllegalArgumentException("line " + line + ": " + what);
    }
}
