package org.latchkey.config;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;

/**
 * Which groups a user must be in, or must not be: DNs and short names joined by {@code |} (any), {@code &} (all), {@code !}
 * (not) and parentheses. {@code !} binds tightest, then {@code &}, then {@code |}.
 *
 * <p>Outside quotes these characters are always operators. A name that holds one stands in single or double quotes, or
 * writes it as a backslash and two hex digits. A name with an equals sign is a DN; every other is a short name. Immutable.
 */
public sealed interface GroupExpression {

    /**
     * Reads an expression.
     *
     * @param text the expression as configured
     * @return its tree
     * @throws IllegalArgumentException when it is none, when it is empty, or when it also reads as one DN; the message says
     *     where it is wrong, or shows the spelling that is not ambiguous
     */
    static GroupExpression parse(String text) {
        return new GroupExpressionParser(text).parse();
    }

    /**
     * Evaluates.
     *
     * @param member whether the user is in the group of a leaf
     * @return whether the whole is true
     */
    boolean test(Predicate<? super Leaf> member);

    /**
     * The groups named.
     *
     * @return each leaf, as often as it stands there
     */
    Stream<Leaf> leaves();

    /**
     * All of the operands.
     *
     * @param operands two or more
     */
    record And(List<GroupExpression> operands) implements GroupExpression {

        /** Copies the list. */
        public And {
            operands = several(operands);
        }

        @Override
        public boolean test(Predicate<? super Leaf> member) {
            return operands.stream().allMatch(operand -> operand.test(member));
        }

        @Override
        public Stream<Leaf> leaves() {
            return operands.stream().flatMap(GroupExpression::leaves);
        }

        @Override
        public String toString() {
            return joined(operands, " & ");
        }
    }

    /**
     * Any of the operands.
     *
     * @param operands two or more
     */
    record Or(List<GroupExpression> operands) implements GroupExpression {

        /** Copies the list. */
        public Or {
            operands = several(operands);
        }

        @Override
        public boolean test(Predicate<? super Leaf> member) {
            return operands.stream().anyMatch(operand -> operand.test(member));
        }

        @Override
        public Stream<Leaf> leaves() {
            return operands.stream().flatMap(GroupExpression::leaves);
        }

        @Override
        public String toString() {
            return joined(operands, " | ");
        }
    }

    /**
     * The opposite of the operand.
     *
     * @param operand the operand
     */
    record Not(GroupExpression operand) implements GroupExpression {

        @Override
        public boolean test(Predicate<? super Leaf> member) {
            return !operand.test(member);
        }

        @Override
        public Stream<Leaf> leaves() {
            return operand.leaves();
        }

        @Override
        public String toString() {
            return "!" + grouped(operand);
        }
    }

    /**
     * One group.
     *
     * @param dn its DN, or {@code null} when it is known by a short name
     * @param name the short name, without escapes, or the DN as text
     */
    record Leaf(@Nullable Dn dn, String name) implements GroupExpression {

        /** Checks that there is a name. */
        public Leaf {
            Objects.requireNonNull(name, "name");
        }

        static Leaf of(Dn dn) {
            return new Leaf(dn, dn.toString());
        }

        static Leaf of(String shortName) {
            return new Leaf(null, shortName);
        }

        @Override
        public boolean test(Predicate<? super Leaf> member) {
            return member.test(this);
        }

        @Override
        public Stream<Leaf> leaves() {
            return Stream.of(this);
        }

        /** As it may stand in an expression: a DN always in quotes, so that no part of it is taken for an operator. */
        @Override
        public String toString() {
            return GroupExpressionParser.spelled(this);
        }
    }

    private static List<GroupExpression> several(List<GroupExpression> operands) {
        if (operands.size() < 2) {
            throw new IllegalArgumentException("an operator joins two operands or more");
        }
        return List.copyOf(operands);
    }

    private static String joined(List<GroupExpression> operands, String operator) {
        return operands.stream().map(GroupExpression::grouped).collect(Collectors.joining(operator));
    }

    private static String grouped(GroupExpression operand) {
        return operand instanceof And || operand instanceof Or ? "(" + operand + ")" : operand.toString();
    }
}
