package org.latchkey.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class QuartilesTest {
    @Test
    void middle_of_an_odd_number_of_figures_is_one_of_them() {
        assertThat(Quartiles.of(DoubleStream.of(9, 1, 5, 3, 7))).isEqualTo(new Quartiles(3, 5, 7));
    }

    @Test
    void middle_of_an_even_number_of_figures_lies_between_two() {
        assertThat(Quartiles.of(DoubleStream.of(4, 1, 3, 2))).isEqualTo(new Quartiles(1.75, 2.5, 3.25));
    }

    @Test
    void one_figure_is_all_there_is() {
        assertThat(Quartiles.of(DoubleStream.of(2)).text(1)).isEqualTo("2.0 (2.0-2.0)");
    }

    @Test
    void what_is_not_known_is_not_shown_as_a_number() {
        assertThat(Quartiles.of(DoubleStream.of(Double.NaN)).text(1)).isEqualTo("-");
    }

    @Test
    void no_figures_have_no_middle() {
        assertThatThrownBy(() -> Quartiles.of(DoubleStream.empty())).isInstanceOf(IllegalArgumentException.class);
    }
}
