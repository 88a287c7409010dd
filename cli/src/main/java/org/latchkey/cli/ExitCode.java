package org.latchkey.cli;

/** How a command ended, for scripts: a promise. */
final class ExitCode {

    /** All is well. */
    static final int FINE = 0;
    /** A stage failed, or something is to be looked at where that was asked for. */
    static final int FAILED = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** The configuration is refused. */
    static final int CONFIGURATION = 3;
    /** The configuration works, and the user is not let in. */
    static final int NOT_LET_IN = 4;
    /** The list is whole but for some entries, each of which was told. */
    static final int LEFT_OUT = 5;
    /** A defect of ours. */
    static final int DEFECT = 70;

    private ExitCode() {}
}
