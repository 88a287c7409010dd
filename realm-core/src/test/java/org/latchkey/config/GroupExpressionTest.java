package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;
import org.latchkey.config.GroupExpression.Leaf;

class GroupExpressionTest {

    /** Each row: one group, and spellings of it that may stand in an expression. */
    private static final List<List<String>> SPELLINGS = List.of(
            List.of("staff", "'staff'", "\"staff\"", "st\\61ff"),
            List.of("Domain Admins", "'Domain Admins'", "Domain\\20Admins"),
            List.of("'R&D (all)'", "\"R&D (all)\"", "R\\26D \\28all\\29", "'R\\26D (all)'"),
            List.of("'cn=ops,dc=x'", "\"CN = ops, dc=X\"", "'cn=o\\70s,dc=x'"),
            List.of("'cn=a|b,dc=x'", "\"cn=a|b,dc=x\"", "'cn=a\\7cb,dc=x'"));

    private static final List<Leaf> LEAVES = List.of(
            Leaf.of("staff"),
            Leaf.of("Domain Admins"),
            Leaf.of("R&D (all)"),
            Leaf.of(Dn.parse("cn=ops,dc=x")),
            Leaf.of(Dn.parse("cn=a\\7cb,dc=x")));

    /**
     * An expression made by chance.
     *
     * @param text as it is written
     * @param binds how tightly its outermost operator binds: 0 or, 1 and, 2 nothing looser
     * @param truth what it means
     */
    private record Made(String text, int binds, Predicate<BitSet> truth) {}

    @Test
    void every_expression_means_what_its_truth_table_says() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            Made made = make(random, 4);
            GroupExpression read = GroupExpression.parse(made.text());
            GroupExpression again = GroupExpression.parse(read.toString());
            for (int row = 0; row < 1 << LEAVES.size(); row++) {
                BitSet member = BitSet.valueOf(new long[] {row});
                assertThat(read.test(leaf -> member.get(indexOf(leaf))))
                        .as("seed %d: %s where the user is in %s", seed, made.text(), member)
                        .isEqualTo(made.truth().test(member))
                        .isEqualTo(again.test(leaf -> member.get(indexOf(leaf))));
            }
        }
    }

    private static Made make(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        if (kind == 0) {
            int group = random.nextInt(SPELLINGS.size());
            List<String> spellings = SPELLINGS.get(group);
            return new Made(spellings.get(random.nextInt(spellings.size())), 2, member -> member.get(group));
        }
        Made left = make(random, depth - 1);
        if (kind == 1) {
            return new Made(
                    "!" + blank(random) + inside(left, 2, random),
                    2,
                    left.truth().negate());
        }
        Made right = make(random, depth - 1);
        int binds = kind == 2 ? 1 : 0;
        String text = inside(left, binds, random)
                + blank(random)
                + (kind == 2 ? "&" : "|")
                + blank(random)
                + inside(right, binds, random);
        return new Made(
                text,
                binds,
                kind == 2 ? left.truth().and(right.truth()) : left.truth().or(right.truth()));
    }

    /** In parentheses where it binds more loosely than what is round it, and sometimes where it does not. */
    private static String inside(Made made, int binds, Random random) {
        return made.binds() < binds || random.nextInt(4) == 0
                ? "(" + blank(random) + made.text() + blank(random) + ")"
                : made.text();
    }

    private static String blank(Random random) {
        return " ".repeat(random.nextInt(3));
    }

    private static int indexOf(Leaf leaf) {
        for (int i = 0; i < LEAVES.size(); i++) {
            Leaf known = LEAVES.get(i);
            if (known.dn() == null
                    ? leaf.dn() == null && known.name().equals(leaf.name())
                    : known.dn().equals(leaf.dn())) {
                return i;
            }
        }
        throw new AssertionError("no such group: " + leaf);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "a|b&c -> a | (b & c)",
                "a&b|c -> (a & b) | c",
                "!a&b -> !a & b",
                "!(a|b) -> !(a | b)",
                "!!a -> !!a",
                "((a)) -> a",
                "a|b|c -> a | b | c",
                "a|(b|c) -> a | (b | c)",
                "cn=a,dc=x -> 'cn=a,dc=x'",
                "cn=R\\26D,dc=x -> 'cn=R&D,dc=x'",
                "cn=O'Brien,dc=x -> 'cn=O\\27Brien,dc=x'",
                "O'Brien -> 'O\\27Brien'",
                "a\\3db -> 'a\\3db'",
            })
    void not_binds_tightest_then_and_then_or(String text, String spelled) {
        GroupExpression read = GroupExpression.parse(text);

        assertThat(read).hasToString(spelled);
        assertThat(GroupExpression.parse(spelled)).hasToString(spelled);
    }

    @Test
    void a_name_with_an_equals_sign_is_a_dn_and_every_other_a_short_name() {
        assertThat(GroupExpression.parse(" staff | 'cn=Ops, dc=X' ").leaves())
                .containsExactly(new Leaf(null, "staff"), new Leaf(Dn.parse("cn=ops,dc=x"), "cn=Ops, dc=X"));
        assertThat(GroupExpression.parse("Gr\\c3\\b6\\c3\\9fe").leaves()).containsExactly(Leaf.of("Größe"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "cn=a,dc=x|cn=b,dc=x -> 'cn=a,dc=x|cn\\3db,dc=x' for the one group, or 'cn=a,dc=x' | 'cn=b,dc=x'",
                "cn=a,dc=x & staff -> 'cn=a,dc=x & staff' for the one group, or 'cn=a,dc=x' & staff for the expression",
                "cn=a,dc=x|!cn=b,dc=x -> for the one group, or 'cn=a,dc=x' | !'cn=b,dc=x' for the expression",
                "cn=R&D,dc=x -> a DN that holds &|!() stands in quotes: 'cn=R&D,dc=x'",
                "cn=Staff (EU),dc=x -> a DN that holds &|!() stands in quotes: 'cn=Staff (EU),dc=x'",
                "cn=hey!,dc=x -> a DN that holds &|!() stands in quotes: 'cn=hey!,dc=x'",
                "cn=R\\&D -> a DN that holds &|!() stands in quotes: 'cn=R&D'",
            })
    void what_also_reads_as_one_dn_is_refused_with_the_quoted_spelling(String text, String hint) {
        assertThatThrownBy(() -> GroupExpression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "a|&b -> a group is missing at position 2",
                "a| -> a group is missing at the end",
                "|a -> a group is missing at position 0",
                "a||b -> a group is missing at position 2",
                "! -> a group is missing at the end",
                "() -> a group is missing at position 1",
                "a&'' -> a group is missing at position 2",
                "a(b) -> an operator is missing at position 1",
                "'a' b -> an operator is missing at position 4",
                "('a' b) -> an operator is missing at position 5",
                "(a|b -> a parenthesis that is never closed at position 0",
                "a) -> a parenthesis that was never opened at position 1",
                "a|'b -> a quote that is never closed at position 2",
                "a|cn,b=c -> 'cn,b=c' is not a distinguished name",
                "CORP\\staff -> a backslash takes two hex digits at position 0",
                "a\\ff -> '\\ff' is not UTF-8 at position 0",
                "a,b -> a short name with a comma in it stands in quotes at position 0",
            })
    void what_is_no_expression_is_refused_and_says_where(String text, String reason) {
        assertThatThrownBy(() -> GroupExpression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void an_empty_expression_is_refused(String text) {
        assertThatThrownBy(() -> GroupExpression.parse(text)).hasMessageContaining("it is empty");
    }

    @Test
    void depth_is_bounded_and_length_is_not() {
        assertThat(GroupExpression.parse("!".repeat(98) + "a").test(leaf -> true))
                .isTrue();
        assertThatThrownBy(() -> GroupExpression.parse("(".repeat(10_000)))
                .hasMessageContaining("more than 100 levels");
        assertThat(GroupExpression.parse("a|".repeat(10_000) + "b")
                        .test(leaf -> leaf.name().equals("b")))
                .isTrue();
    }
}
