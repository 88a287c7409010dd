package org.latchkey.benchmark.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Where the middle of some figures is, and the middle half of them.
 *
 * @param low a quarter lies below
 * @param median the middle
 * @param high a quarter lies above
 */
public record Quartiles(double low, double median, double high) {
    /** Of at least one figure; between two of them, in proportion. */
    public static Quartiles of(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no figures");
        }
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }

    /** The median, then the middle half in brackets, with so many decimals. */
    public String text(int decimals) {
        String number = "%." + decimals + "f";
        return Arrays.stream(new double[] {median, low, high}).anyMatch(Double::isNaN)
                ? "-"
                : String.format(Locale.ROOT, number + " (" + number + "-" + number + ")", median, low, high);
    }
}
