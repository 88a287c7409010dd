package org.latchkey.internal.jndi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The order in which the servers of SRV records are to be tried (RFC 2782, "Priority" and "Weight"). */
final class SrvOrder {

    private final Random random;

    SrvOrder(Random random) {
        this.random = random;
    }

    /**
     * Orders records: lower priorities first, and at random among equals, each with a chance in proportion to its weight.
     *
     * @param records the records
     * @return all of them
     */
    List<Srv> of(Collection<Srv> records) {
        Map<Integer, List<Srv>> byPriority =
                records.stream().collect(Collectors.groupingBy(Srv::priority, TreeMap::new, Collectors.toList()));
        List<Srv> ordered = new ArrayList<>();
        byPriority.values().forEach(equals -> drawAll(equals, ordered));
        return List.copyOf(ordered);
    }

    private void drawAll(List<Srv> equals, List<Srv> ordered) {
        List<Srv> left = new ArrayList<>(equals);
        Collections.shuffle(left, random);
        // Those without a weight stand first, so that the draw of 0 is all the chance they have.
        left.sort(Comparator.comparingInt(Srv::weight));
        while (!left.isEmpty()) {
            ordered.add(left.remove(draw(left)));
        }
    }

    private int draw(List<Srv> left) {
        int drawn = random.nextInt(left.stream().mapToInt(Srv::weight).sum() + 1);
        int at = 0;
        for (int sum = left.get(0).weight(); sum < drawn; sum += left.get(at).weight()) {
            at++;
        }
        return at;
    }
}
