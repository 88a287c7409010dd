package org.latchkey.benchmark.measure;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.latchkey.benchmark.directory.Tree;

/**
 * Somebody who logs in.
 *
 * @param uid the user name
 * @param password the right one
 * @param roles what must be loaded
 */
record Person(String uid, String password, Set<String> roles) {
    /** The first so many of the tree. */
    static List<Person> of(Tree tree, int howMany, boolean nested) {
        return IntStream.range(0, howMany)
                .mapToObj(user -> new Person(Tree.uid(user), Tree.password(user), tree.roles(user, nested)))
                .toList();
    }
}
