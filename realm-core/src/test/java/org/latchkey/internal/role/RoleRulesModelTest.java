package org.latchkey.internal.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.latchkey.auth.Dn;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.config.RealmConfig;
import org.latchkey.spi.Group;
import org.latchkey.spi.User;

/**
 * Random rules and random groups, read and mapped as in a login, against a model that looks at one rule and one group at a
 * time and knows patterns as regular expressions. A failure names its seed; {@code -Dlatchkey.seed=...} repeats it.
 */
class RoleRulesModelTest {

    private static final User ALICE = User.unread("alice", "uid=alice", null);

    private final long seed = Long.getLong("latchkey.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    /**
     * One group to the left of a row.
     *
     * @param text in one of its spellings
     * @param means whether a group is the one meant
     */
    private record Left(String text, Predicate<Group> means) {}

    /**
     * A row.
     *
     * @param text as it is configured
     * @param gives what it gives to the member of some groups
     */
    private record Row(String text, Function<List<Group>, Stream<String>> gives) {}

    @RepeatedTest(500)
    void roles_are_what_a_plain_reading_of_the_rules_says() throws Exception {
        List<Row> rows =
                IntStream.rangeClosed(0, random.nextInt(8)).mapToObj(i -> row()).toList();
        List<Group> groups =
                IntStream.range(0, random.nextInt(8)).mapToObj(i -> group()).toList();
        Map<String, String> keys = new HashMap<>(Map.of("userPattern", "uid={0}"));
        keys.put("roleMapping", String.join("; ", rows.stream().map(Row::text).toList()));
        keys.put("roleMappingOnly", random.nextInt(4) == 0 ? "true" : "false");
        keys.put("roleCase", List.of("keep", "lower", "upper").get(random.nextInt(3)));
        maybe(keys, "roleIncludes", () -> glob() + ", " + glob());
        maybe(keys, "roleExcludes", this::glob);
        maybe(keys, "rolePrefix", () -> "P_");
        maybe(keys, "commonRole", () -> "Common");

        RealmConfig realm = ConfigReader.read(Door.TOMCAT, keys).realm();
        Set<String> roles =
                new ServletRoles(realm.roleRules(), realm.roles().commonRole(), warning -> {}).roles(ALICE, groups);

        assertThat(roles)
                .as("seed %d, %s, %s", seed, keys, groups)
                .containsExactlyInAnyOrderElementsOf(expected(keys, rows, groups));
    }

    private static Set<String> expected(Map<String, String> keys, List<Row> rows, List<Group> groups) {
        Set<String> roles = new TreeSet<>();
        groups.stream()
                .flatMap(group -> group.roleName().stream())
                .filter(name -> !List.of("*", "**").contains(name))
                .filter(name -> keys.get("roleMappingOnly").equals("false"))
                .filter(name -> !keys.containsKey("roleIncludes") || anyFits(keys.get("roleIncludes"), name))
                .filter(name -> !anyFits(keys.getOrDefault("roleExcludes", ""), name))
                .map(name -> switch (keys.get("roleCase")) {
                    case "lower" -> name.toLowerCase(Locale.ROOT);
                    case "upper" -> name.toUpperCase(Locale.ROOT);
                    default -> name;
                })
                .forEach(name -> roles.add(keys.getOrDefault("rolePrefix", "") + name));
        rows.forEach(row -> row.gives().apply(groups).forEach(roles::add));
        if (keys.containsKey("commonRole")) {
            roles.add(keys.get("commonRole"));
        }
        roles.removeAll(List.of("", "*", "**"));
        return roles;
    }

    private Row row() {
        List<String> roles = random.nextBoolean()
                ? List.of("R" + random.nextInt(5))
                : List.of("R" + random.nextInt(5), "role " + random.nextInt(5));
        String right = (random.nextBoolean() ? " -> " : "->") + String.join(random.nextBoolean() ? ", " : ",", roles);
        return switch (random.nextInt(6)) {
            case 0 -> new Row("*" + right, groups -> roles.stream());
            case 1 -> {
                String glob = "*" + name();
                yield new Row(glob + " -> c_$1", groups -> fits(glob, groups).map(match -> "c_" + match.group(1)));
            }
            case 2 -> {
                String glob = glob();
                yield new Row(glob + right, groups -> fits(glob, groups).flatMap(match -> roles.stream()));
            }
            case 3 -> {
                Left one = left();
                Left two = left();
                yield new Row(
                        one.text() + "&!" + two.text() + right,
                        groups -> groups.stream().anyMatch(one.means())
                                        && groups.stream().noneMatch(two.means())
                                ? roles.stream()
                                : Stream.empty());
            }
            case 4 -> {
                Left one = left();
                Left two = left();
                yield new Row(
                        "(" + one.text() + " | " + two.text() + ")" + right,
                        groups -> groups.stream().anyMatch(one.means().or(two.means()))
                                ? roles.stream()
                                : Stream.empty());
            }
            default -> {
                Left one = left();
                yield new Row(
                        one.text() + right,
                        groups -> groups.stream().anyMatch(one.means()) ? roles.stream() : Stream.empty());
            }
        };
    }

    private Left left() {
        String name = name();
        Predicate<Group> named = group -> name.equalsIgnoreCase(group.roleName().orElse(""));
        Predicate<Group> entry = group -> group.dn() != null
                && name.equalsIgnoreCase(group.dn().leafValue("cn").orElse(""));
        return switch (random.nextInt(6)) {
            case 0 -> new Left("\"" + name + "\"", named);
            case 1 -> new Left(name, named);
            case 2 -> new Left("'CN = " + name.toUpperCase(Locale.ROOT) + " , OU=G'", entry);
            case 3 -> new Left("\"cn=" + name.toLowerCase(Locale.ROOT) + ";ou=g\"", entry);
            case 4 -> new Left("'cn=" + hexEscaped(name) + ",ou=\\67'", entry);
            default -> new Left("'cn=" + name + ",ou=g'", entry);
        };
    }

    private Group group() {
        String name = random.nextInt(12) == 0 ? List.of("*", "**").get(random.nextInt(2)) : name();
        Dn dn = Dn.parse("cn=" + name + ",ou=g");
        return switch (random.nextInt(6)) {
            case 0 -> new Group(null, name);
            case 1 -> new Group(dn, null);
            default -> new Group(dn, name);
        };
    }

    private static Stream<Matcher> fits(String glob, List<Group> groups) {
        return groups.stream()
                .flatMap(group -> group.roleName().stream())
                .map(regex(glob)::matcher)
                .filter(Matcher::matches);
    }

    private static boolean anyFits(String globs, String name) {
        return Stream.of(globs.split(", "))
                .anyMatch(glob -> regex(glob).matcher(name).matches());
    }

    private static Pattern regex(String glob) {
        return Pattern.compile(
                glob.replace("?", ".").replace("*", "(.*?)"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Few letters, so that names often meet. */
    private String name() {
        return text("abABéÉ_", 1 + random.nextInt(4));
    }

    private String glob() {
        String glob = text("abAÉ_?*", 1 + random.nextInt(4));
        return glob.contains("**") || glob.equals("*") ? glob() : glob;
    }

    private String text(String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static String hexEscaped(String name) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            escaped.append('\\').append(HexFormat.of().toHexDigits(one));
        }
        return escaped.toString();
    }

    private void maybe(Map<String, String> keys, String key, Supplier<String> value) {
        if (random.nextBoolean()) {
            keys.put(key, value.get());
        }
    }
}
