package org.latchkey.benchmark.report;

/** A page of prose with a part that a run writes, between two markers. */
public final class Page {
    static final String BEGIN = "<!-- results:begin -->";
    static final String END = "<!-- results:end -->";

    private Page() {}

    /**
     * Puts new results in the place of the old.
     *
     * @throws IllegalArgumentException when the page lacks a marker
     */
    public static String renewed(String page, String results) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no " + BEGIN + " before " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n" + results + page.substring(end);
    }
}
