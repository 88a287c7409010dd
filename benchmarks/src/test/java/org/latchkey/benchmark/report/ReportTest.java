package org.latchkey.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.util.json.JSONObject;
import java.io.StringReader;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.latchkey.benchmark.contender.Contender;
import org.latchkey.benchmark.directory.Counts;
import org.latchkey.benchmark.measure.Row;
import org.latchkey.benchmark.measure.Scenario;
import org.latchkey.benchmark.measure.Turn;
import org.xml.sax.InputSource;

class ReportTest {
    private static final int COUNTED = 100;

    private final Results results = new Results(
            new Environment("abc1234", "2026-11-22", "benchmarks/run", "2 processors", "JDK 25", "3 rounds", "100 µs"),
            List.of(new CellResult(
                    Scenario.named("search").orElseThrow(),
                    8,
                    List.of(
                            row(Contender.LATCHKEY, 300, 200, 400),
                            row(Contender.UNBOUNDID, 200, 200, 200),
                            row(Contender.JNDI_REALM, 100, 50, 200),
                            excluded("jetty", "it <accepts> a wrong password")))));

    @Test
    void ratios_are_made_within_a_round_before_their_median_is() {
        assertThat(Markdown.of(results))
                .contains("| 8 | Latchkey | 300 (250-350) | 1.50 (1.25-1.75) | 3.00 (2.50-3.50) | 1 + 2 | 0 |");
    }

    @Test
    void goals_say_whether_they_are_reached() {
        assertThat(Markdown.of(results))
                .contains(
                        "8 threads: times UnboundID SDK, no realm | 0.80 | 1 | 1.50 (1.25-1.75) | yes, and the aim |");
    }

    @Test
    void excluded_contender_has_a_reason_and_no_figures() {
        assertThat(Markdown.of(results))
                .contains("Excluded at 8 threads: Jetty LdapLoginModule, it <accepts> a wrong password")
                .doesNotContain("| 8 | Jetty");
    }

    @Test
    void plot_is_xml_with_a_bar_for_each_contender_that_has_figures() throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Plot.of(results))));

        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1 + 3);
    }

    @Test
    void json_holds_every_round() throws Exception {
        var cell = (JSONObject)
                new JSONObject(Json.of(results)).getFieldAsArray("cells").get(0);
        var row = (JSONObject) cell.getFieldAsArray("rows").get(0);

        assertThat(row.getFieldAsArray("rounds")).hasSize(3);
        assertThat(row.getFieldAsInteger("searches")).isEqualTo(2 * COUNTED);
    }

    @Test
    void page_keeps_what_stands_round_the_results() {
        String page = "before\n" + Page.BEGIN + "\nold\n" + Page.END + "\nafter\n";

        assertThat(Page.renewed(page, "new\n")).isEqualTo("before\n" + Page.BEGIN + "\nnew\n" + Page.END + "\nafter\n");
    }

    @Test
    void page_without_markers_is_refused() {
        assertThatThrownBy(() -> Page.renewed("prose", "new")).hasMessageContaining(Page.BEGIN);
    }

    private static Row row(String contender, double... loginsPerSecond) {
        List<Turn> turns = DoubleStream.of(loginsPerSecond)
                .mapToObj(logins -> new Turn((long) logins, 0, 1_000_000_000, 1_000_000, 1e6, null))
                .toList();
        var who = Contender.named(contender).orElseThrow();
        return new Row(who, null, new Counts(0, COUNTED, 2 * COUNTED), COUNTED, 1, turns);
    }

    private static Row excluded(String contender, String why) {
        var who = Contender.named(contender).orElseThrow();
        return new Row(who, why, new Counts(0, 0, 0), 0, 0, List.of());
    }
}
