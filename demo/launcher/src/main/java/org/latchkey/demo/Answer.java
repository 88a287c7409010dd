package org.latchkey.demo;

/**
 * What came back over HTTP.
 *
 * @param shown what a person would have seen, in a few words
 */
record Answer(Verdict verdict, String shown) {
    static Answer odd(String shown) {
        return new Answer(Verdict.odd(), shown);
    }

    boolean isLetIn() {
        return verdict.outcome() == Outcome.LET_IN;
    }
}
