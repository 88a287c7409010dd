package org.latchkey.inspect;

/** How a stage ended. */
public enum Outcome {
    /** As it should. */
    PASSED,
    /** It works, and an administrator should look at it. */
    WARNED,
    /** It does not work; nothing behind it was tried. */
    FAILED,
    /** There was nothing to look at. */
    SKIPPED
}
