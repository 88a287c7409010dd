package org.latchkey.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.latchkey.inspect.FoundGroup;
import org.latchkey.inspect.FoundUser;
import org.latchkey.inspect.GrantedRole;
import org.latchkey.inspect.UserLook;

/**
 * Draws how groups and roles hang together, as SVG: the user, the user's own groups, the groups above them, the roles. Used
 * once, by one thread.
 */
final class GroupPicture {

    private static final int WIDTH = 190;
    private static final int HEIGHT = 30;
    private static final int GAP_X = 70;
    private static final int GAP_Y = 14;
    private static final int HEAD = 26;
    private static final int LONGEST = 24;

    /** Colours that are read on a light ground and on a dark one. */
    static final String STYLE = """
            .ground{fill:#fff}.box{stroke-width:1.5}.edge{fill:none;stroke:#7a8594;stroke-width:1.5}
            .edge.all{stroke-dasharray:4 4}text{font:13px system-ui,sans-serif;fill:#1c2430}
            text.head{font-weight:600;fill:#5a6573}
            .user .box{fill:#dfeafc;stroke:#2f6fd0}.group .box{fill:#f1f3f6;stroke:#7a8594}
            .unused .box{fill:none;stroke:#aab2bd;stroke-dasharray:3 3}.unused text{fill:#6b7685}
            .role .box{fill:#dff3e4;stroke:#2b8a4b}
            @media (prefers-color-scheme:dark){.ground{fill:#14181e}.edge{stroke:#8793a3}text{fill:#e6eaf0}
            text.head{fill:#9aa6b5}.user .box{fill:#1d3558;stroke:#6fa5f5}.group .box{fill:#262d37;stroke:#8793a3}
            .unused .box{fill:none;stroke:#5a6573}.unused text{fill:#94a0ae}.role .box{fill:#173d25;stroke:#5cc27f}}
            """.replace("\n", "");

    private final UserLook look;
    private final List<List<Box>> columns = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final Map<Integer, Box> groups = new LinkedHashMap<>();

    /** Something drawn. */
    private static final class Box {
        private final String kind;
        private final String label;
        private final String title;
        private final List<Box> from = new ArrayList<>();
        private int x;
        private int y;

        Box(String kind, String label, String title) {
            this.kind = kind;
            this.label = label;
            this.title = title;
        }

        double middleOfThoseBefore() {
            return from.stream().mapToInt(box -> box.y).average().orElse(0);
        }
    }

    /** A line from one box to another. */
    private record Edge(Box from, Box to, String title, boolean ofAll) {}

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
        FoundUser user = look.user();
        lay(new Box(
                "user",
                user == null ? "nobody was found" : user.principal(),
                user == null ? look.verdict().sentence() : user.dn()));
        int tallest = columns.stream().mapToInt(List::size).max().orElse(1);
        int width = columns.size() * (WIDTH + GAP_X) - GAP_X + 2 * GAP_Y;
        int height = tallest * (HEIGHT + GAP_Y) + GAP_Y + HEAD;
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\""
                        + " role=\"img\" aria-label=\"groups and roles\">%3$s",
                width,
                height,
                style));
        out.append("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>");
        heads(out);
        edges.forEach(edge -> draw(edge, out));
        columns.forEach(column -> column.forEach(box -> draw(box, out)));
        return out.append("</svg>\n").toString();
    }

    private void lay(Box user) {
        List<Box> last = new ArrayList<>();
        columns.add(List.of(user));
        int depth = look.groups().stream()
                .mapToInt(group -> group.chain().size() + 1)
                .max()
                .orElse(0);
        for (int level = 0; level < depth; level++) {
            columns.add(new ArrayList<>());
        }
        layGroups(user);
        for (GrantedRole role : look.roles()) {
            last.add(role(role, user));
        }
        if (!last.isEmpty()) {
            columns.add(last);
        }
        place();
    }

    private void layGroups(Box user) {
        for (int i = 0; i < look.groups().size(); i++) {
            FoundGroup group = look.groups().get(i);
            String kind = group.unused().isEmpty() ? "group" : "group unused";
            String title = group.unused().isEmpty() ? group.label() : group.label() + ": " + group.unused();
            Box box = new Box(kind, ExplainTree.name(group), title);
            groups.put(i, box);
            columns.get(group.chain().size() + 1).add(box);
        }
        for (int i = 0; i < look.groups().size(); i++) {
            FoundGroup group = look.groups().get(i);
            Box box = box(i);
            if (!group.how().isEmpty() || group.members().isEmpty()) {
                connect(user, box, String.join(", ", group.how()), false);
            }
            for (int member : group.members()) {
                connect(box(member), box, "member", false);
            }
        }
    }

    private Box box(int group) {
        Box box = groups.get(group);
        if (box == null) {
            throw new IllegalStateException("there is no group " + group);
        }
        return box;
    }

    private Box role(GrantedRole role, Box user) {
        Box box = new Box("role", role.role(), role.role());
        for (GrantedRole.Source source : role.sources()) {
            Box of = source.group() < 0 ? null : groups.get(source.group());
            connect(of == null ? user : of, box, source.rule(), of == null);
        }
        return box;
    }

    private void connect(Box from, Box to, String title, boolean ofAll) {
        to.from.add(from);
        edges.add(new Edge(from, to, title, ofAll));
    }

    /** Each column is sorted by where its lines come from, so that few of them cross. */
    private void place() {
        for (int column = 0; column < columns.size(); column++) {
            List<Box> boxes = new ArrayList<>(columns.get(column));
            boxes.sort(Comparator.comparingDouble(Box::middleOfThoseBefore));
            for (int row = 0; row < boxes.size(); row++) {
                Box box = boxes.get(row);
                box.x = GAP_Y + column * (WIDTH + GAP_X);
                box.y = HEAD + GAP_Y + row * (HEIGHT + GAP_Y);
            }
        }
    }

    private void heads(StringBuilder out) {
        for (int column = 0; column < columns.size(); column++) {
            boolean roles = column == columns.size() - 1 && !look.roles().isEmpty();
            String head = column == 0 ? "user" : roles ? "roles" : column == 1 ? "own groups" : "groups above";
            out.append(String.format(
                    Locale.ROOT,
                    "<text class=\"head\" x=\"%d\" y=\"%d\">%s</text>",
                    GAP_Y + column * (WIDTH + GAP_X),
                    HEAD - 4,
                    head));
        }
    }

    private static void draw(Edge edge, StringBuilder out) {
        boolean back = edge.to().x <= edge.from().x;
        int fromX = edge.from().x + WIDTH;
        int toX = back ? edge.to().x + WIDTH : edge.to().x;
        int fromY = edge.from().y + HEIGHT / 2;
        int toY = edge.to().y + HEIGHT / 2;
        int bend = GAP_X / 2;
        out.append(String.format(
                Locale.ROOT,
                "<path class=\"edge%s\" d=\"M%d %dC%d %d %d %d %d %d\"><title>%s</title></path>",
                edge.ofAll() ? " all" : "",
                fromX,
                fromY,
                fromX + bend,
                fromY,
                back ? toX + bend : toX - bend,
                toY,
                toX,
                toY,
                Markup.escaped(edge.title())));
    }

    private static void draw(Box box, StringBuilder out) {
        out.append(String.format(
                Locale.ROOT,
                "<g class=\"%s\"><title>%s</title><rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
                        + " rx=\"6\"/><text x=\"%d\" y=\"%d\">%s</text></g>",
                box.kind,
                Markup.escaped(box.title),
                box.x,
                box.y,
                WIDTH,
                HEIGHT,
                box.x + 10,
                box.y + HEIGHT / 2 + 5,
                Markup.escaped(Markup.cut(box.label, LONGEST))));
    }
}
