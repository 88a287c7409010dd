package org.latchkey.benchmark.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who is in the directory: users, each directly in four groups, and groups nested to depth five. Immutable.
 *
 * <p>Levels of groups shrink upwards, so that a user of the full tree is in about twenty groups through others. Passwords are
 * stored in clear: a hash would be slapd's cost, the same for everybody, and hide what the client costs.
 *
 * @param users how many, at least 100
 * @param groups how many of all levels, at least 40
 */
public record Tree(int users, int groups) {
    public static final String BASE = "dc=bench,dc=example";
    public static final String PEOPLE = "ou=people," + BASE;
    public static final String GROUPS = "ou=groups," + BASE;
    public static final String READER = "cn=reader," + BASE;
    public static final String READER_PASSWORD = "reader-c4nary";

    static final int DEPTH = 5;
    private static final int MEMBERSHIPS = 4;

    public Tree {
        if (users < 100 || groups < 40) {
            throw new IllegalArgumentException("at least 100 users and 40 groups, not " + users + " and " + groups);
        }
    }

    public static String uid(int user) {
        return "u" + (10_000_000 + user);
    }

    public static String dn(int user) {
        return "uid=" + uid(user) + "," + PEOPLE;
    }

    public static String password(int user) {
        return uid(user) + "-c4nary";
    }

    /** The names of the groups a user is in, directly or, if asked, through others too. */
    public Set<String> roles(int user, boolean nested) {
        Set<String> names = new LinkedHashSet<>();
        for (int place : direct(user)) {
            int group = place;
            for (int level = 1; level <= (nested ? DEPTH : 1); level++) {
                names.add(name(level, group));
                group = level < DEPTH ? group % size(level + 1) : 0;
            }
        }
        return names;
    }

    private int[] direct(int user) {
        return IntStream.range(0, MEMBERSHIPS)
                .map(k -> (user * 7 + k * 61 + k * k) % size(1))
                .toArray();
    }

    /** How many groups a level has; the fifth is the top. */
    private int size(int level) {
        return switch (level) {
            case 5 -> groups / 20;
            case 4 -> groups * 3 / 40;
            case 3 -> groups / 8;
            case 2 -> groups / 4;
            default -> groups - size(2) - size(3) - size(4) - size(5);
        };
    }

    private static String name(int level, int group) {
        return "g" + level + "-" + group;
    }

    private static String groupDn(int level, int group) {
        return "cn=" + name(level, group) + "," + GROUPS;
    }

    /** Writes everything as LDIF (RFC 2849), parents first. */
    void write(Path ldif) {
        try (Writer out = Files.newBufferedWriter(ldif, StandardCharsets.US_ASCII)) {
            writeTop(out);
            for (int user = 0; user < users; user++) {
                out.write("dn: " + dn(user) + "\nobjectClass: inetOrgPerson\nuid: " + uid(user) + "\ncn: User " + user
                        + "\nsn: User\nmail: " + uid(user) + "@bench.example\nuserPassword: " + password(user)
                        + "\n\n");
            }
            for (int level = 1; level <= DEPTH; level++) {
                writeGroups(out, level);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeTop(Writer out) throws IOException {
        out.write("dn: " + BASE + "\nobjectClass: dcObject\nobjectClass: organization\ndc: bench\no: Bench\n\n");
        out.write("dn: " + PEOPLE + "\nobjectClass: organizationalUnit\nou: people\n\n");
        out.write("dn: " + GROUPS + "\nobjectClass: organizationalUnit\nou: groups\n\n");
        out.write("dn: " + READER + "\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: reader\n"
                + "userPassword: " + READER_PASSWORD + "\n\n");
    }

    private void writeGroups(Writer out, int level) throws IOException {
        List<List<String>> members = members(level);
        for (int group = 0; group < members.size(); group++) {
            out.write("dn: " + groupDn(level, group) + "\nobjectClass: groupOfNames\ncn: " + name(level, group) + "\n");
            for (String member : members.get(group)) {
                out.write("member: " + member + "\n");
            }
            out.write("\n");
        }
    }

    private List<List<String>> members(int level) {
        List<List<String>> members = new ArrayList<>();
        IntStream.range(0, size(level)).forEach(group -> members.add(new ArrayList<>()));
        if (level == 1) {
            IntStream.range(0, users)
                    .forEach(user -> IntStream.of(direct(user))
                            .forEach(group -> members.get(group).add(dn(user))));
        } else {
            IntStream.range(0, size(level - 1))
                    .forEach(child -> members.get(child % size(level)).add(groupDn(level - 1, child)));
        }
        return members;
    }
}
