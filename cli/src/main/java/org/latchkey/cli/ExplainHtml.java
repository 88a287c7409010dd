package org.latchkey.cli;

import java.util.List;
import java.util.Locale;
import org.latchkey.inspect.Branch;
import org.latchkey.inspect.ExplainTree;
import org.latchkey.inspect.Explanation;
import org.latchkey.inspect.UserLook;

/** Writes an explanation as one page that runs nothing and loads nothing. */
final class ExplainHtml {

    private static final String STYLE = """
            :root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;
            padding:0 1rem;color:#1c2430;background:#fff}h1{font-size:1.4rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}
            .verdict{margin:.3rem 0 1.5rem;padding:.4rem .8rem;border-left:.3rem solid}
            .passed{border-color:#2b8a4b}.warned{border-color:#b57100}.failed{border-color:#c0392b}.skipped{border-color:#7a8594}
            .picture{overflow-x:auto;border:1px solid #d5dae1;border-radius:.5rem}svg{display:block}
            ul{list-style:none;margin:0;padding-left:1.2rem;border-left:1px solid #d5dae1}
            ul.tree{padding-left:0;border:0}li{margin:.15rem 0;overflow-wrap:anywhere}b{margin-right:.6rem}
            .t-passed{color:#1f7a3f}.t-warned{color:#9a5f00}.t-failed{color:#b03022}.t-skipped{color:#6b7685}
            @media (prefers-color-scheme:dark){body{color:#e6eaf0;background:#14181e}.picture,ul{border-color:#39424e}
            .t-passed{color:#5cc27f}.t-warned{color:#e0a23c}.t-failed{color:#f0786b}.t-skipped{color:#94a0ae}}
            """.replace("\n", "");

    private ExplainHtml() {}

    static String of(Explanation explanation) {
        Branch tree = ExplainTree.of(explanation);
        StringBuilder out = new StringBuilder();
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>latchkey explain ")
                .append(Markup.escaped(explanation.typed()))
                .append("</title><style>")
                .append(STYLE)
                .append(GroupPicture.STYLE)
                .append("</style></head><body>\n<h1>")
                .append(Markup.escaped(explanation.typed()))
                .append("</h1>\n<p class=\"verdict ")
                .append(explanation.verdict().outcome().name().toLowerCase(Locale.ROOT))
                .append("\">")
                .append(Markup.escaped(tree.text()))
                .append("</p>\n");
        explanation.looks().stream().filter(look -> look.user() != null).forEach(look -> picture(look, out));
        out.append("<h2>In words</h2>\n");
        list(tree.branches(), " class=\"tree\"", out);
        return out.append("</body></html>\n").toString();
    }

    private static void picture(UserLook look, StringBuilder out) {
        String of = look.directory().isEmpty() ? "" : " in the directory " + look.directory();
        out.append("<h2>Groups and roles")
                .append(Markup.escaped(of))
                .append("</h2>\n<div class=\"picture\">")
                .append(new GroupPicture(look).element())
                .append("</div>\n");
    }

    private static void list(List<Branch> branches, String attributes, StringBuilder out) {
        if (branches.isEmpty()) {
            return;
        }
        out.append("<ul").append(attributes).append(">\n");
        for (Branch branch : branches) {
            out.append("<li>");
            if (!branch.label().isEmpty()) {
                out.append("<b>").append(Markup.escaped(branch.label())).append("</b>");
            }
            out.append("<span")
                    .append(
                            branch.tone() == null
                                    ? ""
                                    : " class=\"t-" + branch.tone().name().toLowerCase(Locale.ROOT) + "\"")
                    .append(">")
                    .append(Markup.escaped(branch.text()))
                    .append("</span>");
            list(branch.branches(), "", out);
            out.append("</li>\n");
        }
        out.append("</ul>");
    }
}
