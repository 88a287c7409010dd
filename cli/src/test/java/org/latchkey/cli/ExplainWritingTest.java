package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.latchkey.config.ConfigKey;
import org.latchkey.inspect.Colours;
import org.latchkey.inspect.ExplainTree;
import org.latchkey.inspect.Explanation;
import org.latchkey.inspect.Explanation.BindAnswer;
import org.latchkey.inspect.Explanation.DoorAnswer;
import org.latchkey.inspect.Fact;
import org.latchkey.inspect.FoundGroup;
import org.latchkey.inspect.FoundUser;
import org.latchkey.inspect.GrantedRole;
import org.latchkey.inspect.GrantedRole.Source;
import org.latchkey.inspect.Hypothesis;
import org.latchkey.inspect.Outcome;
import org.latchkey.inspect.RuleResult;
import org.latchkey.inspect.RuleResult.Truth;
import org.latchkey.inspect.SentSearch;
import org.latchkey.inspect.StageReport.Cost;
import org.latchkey.inspect.TreeText;
import org.latchkey.inspect.UserLook;
import org.latchkey.inspect.Verdict;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ExplainWritingTest {

    private static final String EVIL = "\u001b[2Jx\n'\"><script>alert(1)</script>&\u202e\u0000";

    /** Whatever a user or a directory can choose is this text. */
    private static Explanation explanation(String text) {
        Verdict verdict = new Verdict(Outcome.PASSED, null, text, List.of(ConfigKey.USER_BASE));
        SentSearch search = new SentSearch(text, "subtree", text, 1);
        FoundUser user = new FoundUser(text, search, text, text, text, List.of(fact(text)), List.of(fact(text)));
        List<FoundGroup> groups = List.of(
                new FoundGroup(text, text, List.of(text), List.of(), List.of(1), ""),
                new FoundGroup(null, text, List.of(), List.of(0), List.of(0), text));
        UserLook look = new UserLook(
                text,
                true,
                verdict,
                user,
                List.of(search),
                groups,
                text,
                List.of(new RuleResult(
                        ConfigKey.DENY_GROUP, true, new Truth(text, false, List.of(new Truth(text, true, List.of()))))),
                List.of(new GrantedRole(text, List.of(new Source(text, 0), new Source(text, -1)))),
                List.of(new Hypothesis(true, text, List.of(ConfigKey.USER_BASE))));
        return new Explanation(
                text,
                verdict,
                text,
                new BindAnswer(0, text, text, text, text),
                List.of(new DoorAnswer(text, text)),
                List.of(look, look),
                new Cost(Duration.ofMillis(3), 2));
    }

    private static Fact fact(String text) {
        return new Fact(text, List.of(text, text));
    }

    private static String drawn(Explanation explanation, boolean unicode) {
        StringWriter out = new StringWriter();
        new TreeText(new PrintWriter(out), new Colours(false), unicode).draw(ExplainTree.of(explanation));
        return out.toString();
    }

    @Test
    void nothing_of_a_directory_drives_a_terminal_or_begins_a_line() {
        String tree = drawn(explanation(EVIL), false);
        assertThat(tree.replace(System.lineSeparator(), "\n"))
                .doesNotContain("\u001b", "\u202e", "\u0000")
                .contains("\\u001b[2Jx\\u000a");
        assertThat(tree.lines().skip(1)).allMatch(line -> line.matches("^(\\|  |   )*[|`]- .*"));
    }

    @Test
    void nothing_of_a_directory_is_markup_in_a_page_or_a_picture() throws Exception {
        Explanation evil = explanation(EVIL);
        String page = ExplainHtml.of(evil);
        assertThat(page)
                .doesNotContainIgnoringCase("<script")
                .doesNotContain("\u001b", "\u202e", "\u0000")
                .contains("&#39;&quot;&gt;&lt;script&gt;");
        String picture = new GroupPicture(evil.looks().get(0)).file();
        Document parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(picture)));
        assertThat(parsed.getElementsByTagName("script").getLength()).isZero();
        assertThat(parsed.getElementsByTagName("g").getLength()).isEqualTo(4);
        assertThat(parsed.getElementsByTagName("title").item(0).getTextContent())
                .contains("<script>");
    }

    @Test
    void a_page_and_a_picture_load_nothing() {
        Explanation plain = explanation("alice");
        String page = ExplainHtml.of(plain);
        assertThat(page)
                .contains("default-src 'none'", "prefers-color-scheme:dark")
                .doesNotContain("src=", "href=", "url(", "@import");
        assertThat(new GroupPicture(plain.looks().get(0)).file().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http", "href", "url(", "@import");
    }

    @Test
    void lines_are_ascii_where_the_terminal_knows_no_others() {
        assertThat(drawn(explanation("alice"), false)).isASCII().contains("|- ", "`- ");
        assertThat(drawn(explanation("alice"), true))
                .contains("\u251c\u2500 ", "\u2514\u2500 ", "\u2502  ")
                .doesNotContain("|- ");
    }

    @Test
    void json_escapes_what_is_not_ascii() {
        assertThat(ExplainJson.of(explanation(EVIL))).isASCII().doesNotContain("\u001b", "\u0000");
    }
}
