package org.latchkey.benchmark.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {
    private final Tree tree = new Tree(300, 80);

    @TempDir
    Path folder;

    @Test
    void expected_roles_are_those_that_the_entries_give() throws Exception {
        Map<String, Set<String>> groupsOf = groupsOf(written());

        for (int user = 0; user < tree.users(); user++) {
            Set<String> direct = groupsOf.get(Tree.dn(user));
            assertThat(tree.roles(user, false)).containsExactlyInAnyOrderElementsOf(direct);
            assertThat(tree.roles(user, true)).containsExactlyInAnyOrderElementsOf(closure(direct, groupsOf));
        }
    }

    @Test
    void full_tree_has_every_user_in_four_groups_and_in_some_of_each_of_five_levels() {
        Tree full = new Tree(10_000, 1_000);

        for (int user = 0; user < full.users(); user += 13) {
            assertThat(full.roles(user, false)).hasSize(4);
            assertThat(full.roles(user, true).stream().map(name -> name.substring(0, 2)))
                    .contains("g1", "g2", "g3", "g4", "g5");
        }
    }

    @Test
    void there_are_as_many_groups_as_asked_for_and_none_is_empty() throws Exception {
        List<Entry> groups = written().stream()
                .filter(entry -> entry.hasObjectClass("groupOfNames"))
                .toList();

        assertThat(groups).hasSize(80).allMatch(group -> group.hasAttribute("member"));
    }

    private List<Entry> written() throws Exception {
        Path ldif = folder.resolve("tree.ldif");
        tree.write(ldif);
        return LDIFReader.readEntries(ldif.toString());
    }

    private static Map<String, Set<String>> groupsOf(List<Entry> entries) {
        Map<String, Set<String>> groups = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.hasAttribute("member")) {
                for (String member : entry.getAttributeValues("member")) {
                    groups.computeIfAbsent(member, none -> new TreeSet<>()).add(entry.getAttributeValue("cn"));
                }
            }
        }
        return groups;
    }

    private static Set<String> closure(Set<String> direct, Map<String, Set<String>> groupsOf) {
        Set<String> all = new TreeSet<>();
        Deque<String> left = new ArrayDeque<>(direct);
        while (!left.isEmpty()) {
            String name = left.pop();
            if (all.add(name)) {
                left.addAll(groupsOf.getOrDefault("cn=" + name + "," + Tree.GROUPS, Set.of()));
            }
        }
        return all;
    }
}
