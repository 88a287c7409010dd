package org.latchkey.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.latchkey.inspect.FoundGroup;
import org.latchkey.inspect.FoundUser;
import org.latchkey.inspect.GrantedRole;
import org.latchkey.inspect.UserLook;

/**
 * Draws how groups and roles hang together, as SVG: a row for the user and for each group, set in below what led to it, and
 * the roles beside them. Used once, by one thread.
 */
final class GroupPicture {

    private static final int WIDTH = 210;
    private static final int HEIGHT = 30;
    private static final int EDGE = 14;
    private static final int STEP = 44;
    private static final int ROW = 40;
    private static final int HEAD = 34;
    private static final int BETWEEN = 150;
    private static final int LONGEST = 27;

    /** Colours that are read on a light ground and on a dark one. */
    static final String STYLE = """
            .ground{fill:#fff}.box{stroke-width:1.5}.edge{fill:none;stroke:#7a8594;stroke-width:1.5}
            .edge.all,.edge.besides{stroke-dasharray:4 4}text{font:13px system-ui,sans-serif;fill:#1c2430}
            text.head{font-weight:600;fill:#5a6573}
            .user .box{fill:#dfeafc;stroke:#2f6fd0}.group .box{fill:#f1f3f6;stroke:#7a8594}
            .unused .box{fill:none;stroke:#aab2bd;stroke-dasharray:3 3}.unused text{fill:#6b7685}
            .role .box{fill:#dff3e4;stroke:#2b8a4b}
            @media (prefers-color-scheme:dark){.ground{fill:#14181e}.edge{stroke:#8793a3}text{fill:#e6eaf0}
            text.head{fill:#9aa6b5}.user .box{fill:#1d3558;stroke:#6fa5f5}.group .box{fill:#262d37;stroke:#8793a3}
            .unused .box{fill:none;stroke:#5a6573}.unused text{fill:#94a0ae}.role .box{fill:#173d25;stroke:#5cc27f}}
            """.replace("\n", "");

    private final UserLook look;
    private final Map<Integer, List<Integer>> above = new HashMap<>();
    private final Map<Integer, Box> groups = new HashMap<>();
    private final List<Box> rows = new ArrayList<>();
    private final List<Box> roles = new ArrayList<>();
    private final List<String> edges = new ArrayList<>();

    /** Something drawn, by its upper left corner. */
    private record Box(String kind, String label, String title, int x, int y) {

        int middle() {
            return y + HEIGHT / 2;
        }
    }

    GroupPicture(UserLook look) {
        this.look = look;
    }

    /** The picture as a file of its own. */
    String file() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element("<style>" + STYLE + "</style>");
    }

    /** The picture within a page that has the style. */
    String element() {
        return element("");
    }

    private String element(String style) {
        Box user = user();
        rows.add(user);
        for (int i = 0; i < look.groups().size(); i++) {
            List<Integer> chain = look.groups().get(i).chain();
            int below = chain.isEmpty() ? -1 : chain.get(chain.size() - 1);
            above.computeIfAbsent(below, none -> new ArrayList<>()).add(i);
        }
        place(-1, user);
        otherWays();
        int column = rows.stream().mapToInt(Box::x).max().orElse(0) + WIDTH + BETWEEN;
        place(user, column);
        int width = column + (roles.isEmpty() ? -BETWEEN : WIDTH) + EDGE;
        int height = HEAD + Math.max(rows.size(), roles.size()) * ROW + EDGE;
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\""
                        + " role=\"img\" aria-label=\"groups and roles\">%3$s"
                        + "<rect class=\"ground\" width=\"100%%\" height=\"100%%\"/>%4$s",
                width,
                height,
                style,
                head("user and groups", EDGE)));
        out.append(roles.isEmpty() ? "" : head("roles", column));
        edges.forEach(out::append);
        rows.forEach(box -> out.append(drawn(box)));
        roles.forEach(box -> out.append(drawn(box)));
        return out.append("</svg>\n").toString();
    }

    private Box user() {
        FoundUser user = look.user();
        return user == null
                ? new Box("user", "nobody was found", look.verdict().sentence(), EDGE, HEAD)
                : new Box("user", user.principal(), user.dn(), EDGE, HEAD);
    }

    /** Sets the groups in below what led to them. */
    private void place(int below, Box from) {
        for (int group : above.getOrDefault(below, List.of())) {
            FoundGroup found = look.groups().get(group);
            boolean used = found.unused().isEmpty();
            Box box = new Box(
                    used ? "group" : "group unused",
                    found.shortName(),
                    used ? found.label() : found.label() + ": " + found.unused(),
                    from.x() + STEP,
                    HEAD + rows.size() * ROW);
            rows.add(box);
            groups.put(group, box);
            edges.add(climb("edge", from, box, found.chain().isEmpty() ? String.join(", ", found.how()) : "member"));
            place(group, box);
        }
    }

    /** Where several groups lead to one, it stands below the first. */
    private void otherWays() {
        for (int i = 0; i < look.groups().size(); i++) {
            Box box = groups.get(i);
            List<Integer> chain = look.groups().get(i).chain();
            for (int member : look.groups().get(i).members()) {
                Box from = groups.get(member);
                boolean drawn = !chain.isEmpty() && chain.get(chain.size() - 1) == member;
                if (box != null && from != null && !from.equals(box) && !drawn) {
                    edges.add(climb("edge besides", from, box, "member too"));
                }
            }
        }
    }

    private static String climb(String kind, Box from, Box to, String title) {
        int x = from.x() + STEP / 2;
        boolean up = to.y() < from.y();
        int begin = up ? from.y() : from.y() + HEIGHT;
        int end = x > to.x() ? to.x() + WIDTH : to.x();
        return path(kind, String.format(Locale.ROOT, "M%d %dV%dH%d", x, begin, to.middle(), end), title);
    }

    /** Sorts the roles by where they come from, so that few lines cross. */
    private void place(Box user, int column) {
        List<GrantedRole> sorted = new ArrayList<>(look.roles());
        sorted.sort(Comparator.comparingDouble(
                role -> sources(role, user).stream().mapToInt(Box::y).average().orElse(0)));
        for (GrantedRole role : sorted) {
            Box box = new Box("role", role.role(), role.role(), column, HEAD + roles.size() * ROW);
            roles.add(box);
            for (GrantedRole.Source source : role.sources()) {
                Box from = groups.getOrDefault(source.group(), user);
                edges.add(grant(from, box, from.equals(user) ? "edge all" : "edge", source.rule()));
            }
        }
    }

    private List<Box> sources(GrantedRole role, Box user) {
        return role.sources().stream()
                .map(source -> groups.getOrDefault(source.group(), user))
                .toList();
    }

    private static String grant(Box from, Box to, String kind, String title) {
        int bend = to.x() - BETWEEN + EDGE;
        int middle = to.x() - BETWEEN / 2;
        return path(
                kind,
                String.format(
                        Locale.ROOT,
                        "M%d %dH%dC%d %d %d %d %d %d",
                        from.x() + WIDTH,
                        from.middle(),
                        bend,
                        middle,
                        from.middle(),
                        middle,
                        to.middle(),
                        to.x(),
                        to.middle()),
                title);
    }

    private static String path(String kind, String way, String title) {
        return String.format(
                Locale.ROOT, "<path class=\"%s\" d=\"%s\"><title>%s</title></path>", kind, way, Markup.escaped(title));
    }

    private static String head(String text, int x) {
        return String.format(Locale.ROOT, "<text class=\"head\" x=\"%d\" y=\"%d\">%s</text>", x, HEAD - 12, text);
    }

    private static String drawn(Box box) {
        return String.format(
                Locale.ROOT,
                "<g class=\"%s\"><title>%s</title><rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
                        + " rx=\"6\"/><text x=\"%d\" y=\"%d\">%s</text></g>",
                box.kind(),
                Markup.escaped(box.title()),
                box.x(),
                box.y(),
                WIDTH,
                HEIGHT,
                box.x() + 10,
                box.middle() + 5,
                Markup.escaped(Markup.cut(box.label(), LONGEST)));
    }
}
