package org.latchkey.cli;

/**
 * What an administrator should know of a conversion.
 *
 * @param lost whether it changes who gets in, or with which roles
 * @param text one sentence, without control characters and without secrets
 */
record ConvertNote(boolean lost, String text) {

    @Override
    public String toString() {
        return (lost ? "lost: " : "note: ") + text;
    }
}
