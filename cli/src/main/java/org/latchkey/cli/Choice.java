package org.latchkey.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which of several configurations in one file is meant. */
final class Choice {

    private Choice() {}

    /**
     * The place of the one that is meant.
     *
     * @param number what {@code --realm} says, from 1 on, or {@code null} where there must be one
     * @param count how many there are, one at least
     * @param path the file
     * @return the index, from 0 on
     * @throws IllegalArgumentException when there is no such one, or which one is not said
     */
    static int of(@Nullable Integer number, int count, Path path) {
        if (number == null && count > 1) {
            throw new IllegalArgumentException(
                    "there are " + count + " of ours in " + path + ": --realm 1 is the first of them");
        }
        int wanted = number == null ? 1 : number;
        if (wanted < 1 || wanted > count) {
            throw new IllegalArgumentException(
                    "--realm: there " + (count == 1 ? "is 1" : "are " + count) + " of ours in " + path);
        }
        return wanted - 1;
    }
}
