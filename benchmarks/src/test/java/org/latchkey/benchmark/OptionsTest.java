package org.latchkey.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latchkey.benchmark.contender.Contender;
import org.latchkey.benchmark.measure.Pace;
import org.latchkey.benchmark.measure.Scenario;

class OptionsTest {
    @Test
    void nothing_given_means_everybody_everywhere_at_full_length() {
        Options options = Options.read();

        assertThat(options.contenders()).isEqualTo(Contender.all());
        assertThat(options.scenarios()).isEqualTo(Scenario.all());
        assertThat(options.pace()).isEqualTo(Pace.FULL);
        assertThat(options.page()).isNull();
    }

    @Test
    void all_that_is_given_is_taken() {
        Options options = Options.read(
                "--quick",
                "--contenders",
                "latchkey,unboundid",
                "--scenarios",
                "search,nested",
                "--threads",
                "2,4",
                "--rounds",
                "5",
                "--millis",
                "250",
                "--set",
                "latchkey.connectionURL=ldap://a.example:1,b=c");

        assertThat(options.contenders()).extracting(Contender::id).containsExactly("latchkey", "unboundid");
        assertThat(options.scenarios()).extracting(Scenario::id).containsExactly("search", "nested");
        assertThat(options.scenarios()).extracting(Scenario::threads).containsOnly(List.of(2, 4));
        assertThat(options.pace())
                .isEqualTo(new Pace(Pace.QUICK.warmUp(), Duration.ofMillis(250), 5, Pace.QUICK.counted()));
        assertThat(options.settingsOf(options.contenders().get(0)))
                .isEqualTo(Map.of("connectionURL", "ldap://a.example:1,b=c"));
    }

    @Test
    void quick_is_one_number_of_threads_for_each_scenario() {
        assertThat(Options.read("--quick").scenarios())
                .allMatch(scenario -> scenario.threads().size() == 1);
    }

    @Test
    void quick_look_leaves_out_what_is_asked_for_by_name_only() {
        assertThat(Options.read("--quick").scenarios()).extracting(Scenario::id).doesNotContain("search-tls-2ms");
        assertThat(Options.read("--quick", "--scenarios", "search-tls-2ms").scenarios())
                .hasSize(1);
    }

    @Test
    void unknown_option_is_refused_by_name() {
        assertThatThrownBy(() -> Options.read("--fast", "yes")).hasMessageStartingWith("--fast is not known");
    }

    @Test
    void unknown_contender_is_refused_with_the_list_of_those_there_are() {
        assertThatThrownBy(() -> Options.read("--contenders", "latchkey,nobody"))
                .hasMessageStartingWith("--contenders does not take 'nobody'")
                .hasMessageContaining("unboundid");
    }

    @Test
    void option_without_its_value_is_refused() {
        assertThatThrownBy(() -> Options.read("--threads")).hasMessageStartingWith("--threads needs a value");
    }

    @Test
    void zero_threads_are_refused() {
        assertThatThrownBy(() -> Options.read("--threads", "0")).hasMessageStartingWith("--threads does not take '0'");
    }
}
