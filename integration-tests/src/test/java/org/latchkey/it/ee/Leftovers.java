package org.latchkey.it.ee;

import java.util.Arrays;
import java.util.stream.Stream;

/** Processes that a stop should have ended and did not. */
final class Leftovers {
    private Leftovers() {}

    /** Ends those started by this JVM, or by one of its children, that were given an argument with these letters in it. */
    static void endChildrenWith(String mark) {
        childrenWith(mark).forEach(ProcessHandle::destroyForcibly);
    }

    static Stream<ProcessHandle> childrenWith(String mark) {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> Arrays.stream(child.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.contains(mark)));
    }
}
