package org.latchkey.demo;

import java.io.IOException;

/** A way into an application. Stateless; {@code toString} is its name in the table. */
interface Door {
    /**
     * Tries this door as a person would, and leaves again if let in.
     *
     * @param browser a fresh one
     */
    Answer enter(Browser browser, Attempt attempt) throws IOException, InterruptedException;
}
