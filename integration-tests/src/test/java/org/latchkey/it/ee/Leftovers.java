package org.latchkey.it.ee;

import java.util.Arrays;

/** Processes that a stop should have ended and did not. */
final class Leftovers {
    private Leftovers() {}

    /** Ends those started by this JVM, or by one of its children, that were given an argument with these letters in it. */
    static void endChildrenWith(String mark) {
        ProcessHandle.current()
                .descendants()
                .filter(child -> Arrays.stream(child.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.contains(mark)))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
