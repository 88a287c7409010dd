package org.latchkey.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of a filter, evaluated in three values: for given arguments it tells which filter matches where the node is true,
 * and which where it is false; {@code null} stands for a filter that matches nowhere. Where a clause is Undefined neither
 * matches, and the usual rules for and, or and not carry that upward.
 */
sealed interface FilterNode {

    @Nullable
    String whenTrue(List<FilterText.Argument> arguments);

    @Nullable
    String whenFalse(List<FilterText.Argument> arguments);

    Stream<Item> items();

    /** A filter without places that matches wherever this one does, or {@code null} where every entry might. */
    @Nullable
    String fixed();

    /** A filter that matches whatever this one may match by any arguments, or {@code null} where every entry might be. */
    @Nullable
    String wide();

    /** All of the children. */
    record And(List<FilterNode> children) implements FilterNode {
        @Override
        public @Nullable String whenTrue(List<FilterText.Argument> arguments) {
            return all("&", children.stream().map(child -> Optional.ofNullable(child.whenTrue(arguments))));
        }

        @Override
        public @Nullable String whenFalse(List<FilterText.Argument> arguments) {
            return any("|", children.stream().map(child -> Optional.ofNullable(child.whenFalse(arguments))));
        }

        @Override
        public @Nullable String fixed() {
            return any("&", children.stream().map(child -> Optional.ofNullable(child.fixed())));
        }

        @Override
        public @Nullable String wide() {
            return any("&", children.stream().map(child -> Optional.ofNullable(child.wide())));
        }

        @Override
        public Stream<Item> items() {
            return children.stream().flatMap(FilterNode::items);
        }
    }

    /** Any of the children. */
    record Or(List<FilterNode> children) implements FilterNode {
        @Override
        public @Nullable String whenTrue(List<FilterText.Argument> arguments) {
            return any("|", children.stream().map(child -> Optional.ofNullable(child.whenTrue(arguments))));
        }

        @Override
        public @Nullable String whenFalse(List<FilterText.Argument> arguments) {
            return all("&", children.stream().map(child -> Optional.ofNullable(child.whenFalse(arguments))));
        }

        @Override
        public @Nullable String fixed() {
            return all("|", children.stream().map(child -> Optional.ofNullable(child.fixed())));
        }

        @Override
        public @Nullable String wide() {
            return all("|", children.stream().map(child -> Optional.ofNullable(child.wide())));
        }

        @Override
        public Stream<Item> items() {
            return children.stream().flatMap(FilterNode::items);
        }
    }

    /** The opposite of the child. */
    record Not(FilterNode child) implements FilterNode {
        @Override
        public @Nullable String whenTrue(List<FilterText.Argument> arguments) {
            return child.whenFalse(arguments);
        }

        @Override
        public @Nullable String whenFalse(List<FilterText.Argument> arguments) {
            return child.whenTrue(arguments);
        }

        @Override
        public @Nullable String fixed() {
            boolean filled = items().anyMatch(item -> !item.value().places().isEmpty());
            return filled ? null : whenTrue(List.of());
        }

        @Override
        public @Nullable String wide() {
            return fixed();
        }

        @Override
        public Stream<Item> items() {
            return child.items();
        }
    }

    /**
     * One clause.
     *
     * @param left attribute description and operator, as they stand before the value
     * @param value the value, already in filter escapes but for its places
     * @param insideName whether the value is a distinguished name of which the places are parts
     */
    record Item(String left, Template value, boolean insideName) implements FilterNode {

        @Override
        public @Nullable String whenTrue(List<FilterText.Argument> arguments) {
            for (int place : value.places()) {
                if (place >= arguments.size() || arguments.get(place).text() == null) {
                    return null;
                }
            }
            return "(" + left + value.fill(place -> escaped(arguments.get(place))) + ")";
        }

        @Override
        public @Nullable String whenFalse(List<FilterText.Argument> arguments) {
            String positive = whenTrue(arguments);
            return positive == null ? null : "(!" + positive + ")";
        }

        @Override
        public @Nullable String fixed() {
            return value.places().isEmpty() ? whenTrue(List.of()) : null;
        }

        @Override
        public @Nullable String wide() {
            String name = attributeName();
            return value.places().isEmpty() ? whenTrue(List.of()) : name.isEmpty() ? null : "(" + name + "=*)";
        }

        @Override
        public Stream<Item> items() {
            return Stream.of(this);
        }

        String attributeName() {
            int end = 0;
            while (end < left.length() && ";:=<>~".indexOf(left.charAt(end)) < 0) {
                end++;
            }
            return left.substring(0, end).strip();
        }

        private String escaped(FilterText.Argument argument) {
            String text = String.valueOf(argument.text());
            return FilterText.escape(insideName && !argument.name() ? Dn.escapeValue(text) : text);
        }
    }

    private static @Nullable String all(String operator, Stream<Optional<String>> children) {
        List<Optional<String>> found = children.toList();
        boolean nowhere = found.stream().anyMatch(Optional::isEmpty);
        return nowhere ? null : joined(operator, found);
    }

    private static @Nullable String any(String operator, Stream<Optional<String>> children) {
        List<Optional<String>> all = children.toList();
        List<Optional<String>> found = new ArrayList<>(all);
        found.removeIf(Optional::isEmpty);
        return found.isEmpty() && !all.isEmpty() ? null : joined(operator, found);
    }

    private static String joined(String operator, List<Optional<String>> children) {
        if (children.size() == 1) {
            return children.get(0).orElseThrow();
        }
        return "(" + operator
                + String.join("", children.stream().map(Optional::orElseThrow).toList()) + ")";
    }
}
