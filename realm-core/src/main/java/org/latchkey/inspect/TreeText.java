package org.latchkey.inspect;

import java.io.PrintWriter;
import java.util.List;

/**
 * Draws a tree with lines. Used by one thread.
 *
 * @param out takes the text
 * @param colours colours words
 * @param unicode whether lines may be drawn with characters that are not ASCII
 */
public record TreeText(PrintWriter out, Colours colours, boolean unicode) {

    /**
     * Draws.
     *
     * @param root the uppermost line
     */
    public void draw(Branch root) {
        out.println(line(root, root.label().length()));
        below(root.branches(), "");
    }

    private void below(List<Branch> branches, String indent) {
        int width = branches.stream()
                .mapToInt(branch -> branch.label().length())
                .max()
                .orElse(0);
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            Branch branch = branches.get(i);
            out.println(colours.faint(indent + (last ? corner() : fork())) + line(branch, width));
            below(branch.branches(), indent + (last ? "   " : bar()));
        }
    }

    private String line(Branch branch, int width) {
        String text = branch.tone() == null ? branch.text() : colours.of(branch.tone(), branch.text());
        if (branch.label().isEmpty()) {
            return text;
        }
        String label = colours.bold(branch.label());
        return branch.text().isEmpty()
                ? label
                : label + " ".repeat(width - branch.label().length()) + "  " + text;
    }

    private String fork() {
        return unicode ? "\u251c\u2500 " : "|- ";
    }

    private String corner() {
        return unicode ? "\u2514\u2500 " : "`- ";
    }

    private String bar() {
        return unicode ? "\u2502  " : "|  ";
    }
}
