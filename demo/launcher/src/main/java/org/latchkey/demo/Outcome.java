package org.latchkey.demo;

/** How an attempt ended, as the one who made it sees it. */
enum Outcome {
    LET_IN("let in"),
    /** Logged in, and yet not allowed on this page: 403. */
    FORBIDDEN("forbidden"),
    /** Not logged in: 401, or the form's error page. */
    REFUSED("refused"),
    /** None of these; never expected. */
    ODD("odd");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
