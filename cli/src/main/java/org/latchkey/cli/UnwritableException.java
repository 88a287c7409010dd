package org.latchkey.cli;

/** A format has no way to say what a user is called or has. */
final class UnwritableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnwritableException(String sentence) {
        super(sentence);
    }
}
