package org.latchkey.it.parity;

import static org.latchkey.it.parity.Attempt.entering;
import static org.latchkey.it.parity.Attempt.proved;
import static org.latchkey.it.parity.Attempt.right;
import static org.latchkey.it.parity.Attempt.typed;
import static org.latchkey.it.parity.Attempt.with;
import static org.latchkey.it.parity.Attempt.wrong;

import com.unboundid.ldap.sdk.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;

/** Who tries to come in under each configuration, and how that must end. */
final class Users {
    private static final String ALICE_DN = "uid=alice,ou=people,dc=example,dc=org";
    private static final String FULL_WIDTH_ALICE = "\uff41\uff4c\uff49\uff43\uff45";

    private final List<Row> rows = new ArrayList<>();
    private Configuration configuration = Configurations.named("pattern");

    private Users() {
        patterns();
        severalPatterns();
        searches();
        roleSearches();
        roleArguments();
        nesting();
        asUser();
        storedPasswords();
        servers();
        encryption();
        referralsAndAliases();
        limits();
        attributesOfRealmBase();
        mistakes();
    }

    /** The whole table, the rows of one configuration together. */
    static List<Row> rows() {
        return List.copyOf(new Users().rows);
    }

    private void patterns() {
        under("pattern");
        everydayNames();
        oddPasswords();
        accepted(typed("ALICE", "alice"), "ALICE");
        accepted(typed(" alice ", "alice"), "alice");
        oddSpellingsThatAreRefused();
        refused(right("no-password"), wrong("no-password"), proved("nobody"), proved("*"));
        accepted(proved("alice"), "alice");

        under("pattern, hostile names");
        hostileNames(List.of());
        refused(wrong("sales/emea"), wrong("#1 fan"), wrong("Archer, Ann"));

        under("pattern, unauthenticated binds allowed");
        accepted("alice");
        refused(
                with("alice", "no password", ""),
                with("nobody", "no password", ""),
                with("alice", "a NUL", "\0"),
                with("alice", "a NUL and more", "\0c4nary"),
                wrong("alice"));

        under("pattern, password policies");
        accepted("alice");
        accepted("warned");
        refused(right("locked"), right("expired"), right("must-change"), wrong("alice"));

        under("pattern, role search");
        accepted("alice", "users", "developers");
        accepted("bob", "users", "staff");
        accepted("carol", "users", "admins");
        accepted("dave", "users", "dangling");
        accepted("heidi");
        accepted("smith, j+\"x\"", "typists");
        accepted(typed("ALICE", "alice"), "ALICE", "users", "developers");
        refused(wrong("alice"), wrong("smith, j+\"x\""), wrong("nobody"), proved("nobody"));
        accepted(proved("alice"), "alice", "users", "developers");

        under("pattern, hostile names, role search");
        hostileNames(List.of("all weird"));

        under("pattern, memberUid");
        accepted("alice", "operators");
        accepted("heidi", "operators");
        accepted("bob");
        accepted(typed("ALICE", "alice"), "alice", "operators");
        accepted("smith, j+\"x\"", "typing-pool");
        refused(wrong("alice"), wrong("nobody"));

        under("pattern, userRoleName");
        accepted("alice", "writer", "reviewer");
        accepted("bob", "reviewer");
        accepted("carol");
        accepted("smith, j+\"x\"");
        refused(wrong("alice"), wrong("nobody"));

        under("pattern, service account");
        accepted("alice", "known", "writer", "reviewer", "users", "developers");
        accepted("grace", "known");
        refused(wrong("alice"), wrong("nobody"));
    }

    private void everydayNames() {
        for (String uid : List.of("alice", "bob", "a b", "o'brien", "jos\u00e9", "\u0645\u0631\u064a\u0645")) {
            accepted(uid);
        }
        accepted("\ud842\udfb7\u91ce");
        accepted("smith, j+\"x\"");
        refused(wrong("alice"), wrong("nobody"), wrong("a b"), wrong("smith, j+\"x\""));
    }

    private void oddPasswords() {
        for (String uid : List.of("pw-space", "pw-zero-width", "pw-umlaut", "pw-emoji", "pw-colons", "pw-trail")) {
            accepted(uid);
        }
        for (String uid : List.of("pw-lead", "pw-star", "pw-like-a-hash", "pw-4096")) {
            accepted(uid);
        }
        refused(
                with("alice", "no password", ""),
                with("pw-trail", "trailing blank left out", "trail-c4nary"),
                with("pw-lead", "leading blank left out", "lead-c4nary"),
                with("pw-space", "no password", ""),
                with("pw-star", "a star", "*"),
                with("pw-4096", "one character more", Fixture.person("pw-4096").password() + "p"),
                with("alice", "in capitals", "ALICE-C4NARY"));
    }

    /** A directory takes some of these for alice: they would be a second name for the same person. */
    private void oddSpellingsThatAreRefused() {
        refused(
                typed("alice\n", "alice"),
                typed("\talice", "alice"),
                typed("al\u200bice", "alice"),
                typed("al\u00adice", "alice"),
                typed("\u00a0alice", "alice"),
                typed("alice\u2028", "alice"),
                typed("alice\0", "alice"));
        refused(
                typed("", "alice"),
                typed(" ", "alice"),
                typed("*", "alice"),
                typed("al*", "alice"),
                typed("alice)(uid=*", "alice"),
                typed("alice,ou=people,dc=example,dc=org", "alice"),
                typed("alice".repeat(60), "alice"));
    }

    private void severalPatterns() {
        under("two patterns");
        accepted("alice");
        accepted("erin");
        refused(wrong("alice"), wrong("erin"), wrong("nobody"));

        under("two patterns, as an OR filter");
        accepted("alice", "users", "developers");
        accepted("erin");
        refused(wrong("alice"), wrong("erin"), wrong("nobody"));

        under("two tenants");
        accepted("tina", "owners");
        accepted("toby", "guests");
        refused(labelled("sam of tenant A", Fixture.person("sam")), labelled("sam of tenant B", Fixture.otherSam()));
        refused(wrong("sam"), wrong("tina"));

        under("two tenants, nothing to be read");
        accepted("tina");
        accepted("toby");
        accepted(labelled("sam of tenant A", Fixture.person("sam")), "sam");
        accepted(labelled("sam of tenant B", Fixture.otherSam()), "sam");
        refused(wrong("sam"), wrong("tina"), wrong("nobody"));
    }

    private void searches() {
        under("search");
        everydayNames();
        oddPasswords();
        accepted(typed("ALICE", "alice"), "alice");
        accepted(typed(" alice ", "alice"), "alice");
        accepted(typed(FULL_WIDTH_ALICE, "alice"), "alice");
        accepted(typed("A  B", "a b"), "a b");
        accepted(typed("JOSE\u0301", "jos\u00e9"), "jos\u00e9");
        oddSpellingsThatAreRefused();
        accepted("walter");
        accepted(typed("wally", "walter"), "wally");
        accepted(typed("W.Smith", "walter"), "w.smith");
        accepted("serialized");
        accepted("admin");
        refused(right("no-password"), right("tina"), proved("nobody"), proved("*"), proved("alice\n"));
        accepted(proved("alice"), "alice");
        accepted(proved("ALICE"), "alice");

        under("search, subtree");
        accepted("alice");
        accepted("erin");
        accepted("tina");
        refused(labelled("sam of tenant A", Fixture.person("sam")), labelled("sam of tenant B", Fixture.otherSam()));
        refused(proved("sam"), wrong("alice"), wrong("sam"), wrong("nobody"));

        under("search by cn");
        for (Person person : Fixture.hostile()) {
            hostileName(person, cn(person), List.of());
        }
        refused(wrong("*"), wrong("any*(thing)"), wrong("Archer*"), wrong("left\\right"));

        under("search by uid or mail");
        accepted("alice");
        accepted(typed("alice@example.org", "alice"), "alice");
        refused(wrong("alice@example.org"), wrong("alice)(cn=*"));

        under("search, userRoleName");
        accepted("alice", "writer", "reviewer");
        accepted("bob", "reviewer");
        accepted("carol");
        accepted(proved("alice"), "alice", "writer", "reviewer");
        refused(wrong("alice"), wrong("nobody"));

        under("search, unauthenticated binds allowed");
        accepted("alice");
        refused(with("alice", "no password", ""), with("nobody", "no password", ""), wrong("alice"));

        under("search, service account");
        accepted("alice");
        accepted("bob");
        refused(wrong("alice"), wrong("nobody"), with("alice", "the service's password", Fixture.READER_PASSWORD));

        under("search, nothing to be read");
        refused(right("alice"), wrong("alice"), proved("alice"));

        under("search, apostrophe written twice");
        accepted("alice");
        accepted("o'brien");
        refused(wrong("alice"));

        under("search, one apostrophe");
        accepted("alice");
        accepted("o'brien");
        refused(wrong("alice"));
    }

    private void roleSearches() {
        under("search, role search");
        ordinaryGroups();
        for (Person person : Fixture.hostile()) {
            accepted(right(person), person.uid(), "all weird");
        }
        refused(wrong("alice"), wrong("w-everything"), wrong("nobody"), proved("nobody"));
        accepted(proved("alice"), "alice", "users", "developers");
        accepted(proved("w-slash"), "w-slash", "all weird");

        under("search, role search, forceDnHexEscape");
        for (Person person : Fixture.hostile()) {
            accepted(right(person), person.uid(), "all weird");
        }
        accepted("alice", "users", "developers");
        accepted("smith, j+\"x\"", "typists");

        under("search, role search, subtree");
        accepted("alice", "users", "developers");
        accepted("victor", "Managers", "managers");
        accepted("olivia", "manager-gui", "admin-gui");
        accepted(
                "peggy",
                "red, green",
                "say \"cheese\"",
                "ops/admin",
                "(x)*",
                " lead",
                "back\\slash",
                "ad\u200bmin",
                "a");
        accepted("trent");
        accepted("niaj", "zeta");
        accepted(right("sybil"), "sybil", numbered("many-%03d", Fixture.MANY_GROUPS));
        refused(wrong("olivia"));

        under("search, uniqueMember");
        accepted("grace", "auditors");
        accepted("alice", "users", "developers");

        under("search, role of several values");
        accepted("alice", "reviewer");
        accepted("bob", "reviewer");
        accepted("carol");

        under("search, role base from the DN");
        accepted("tina", "owners");
        accepted("toby", "guests");
        refused(right("alice"), wrong("tina"));

        under("search, role base with an index too high");
        refused(right("alice"), wrong("alice"));

        under("search, service account, role search, common role");
        accepted("alice", "known", "users", "developers");
        accepted("grace", "known");
        accepted(proved("bob"), "bob", "known", "users", "staff");
        refused(wrong("alice"), wrong("nobody"), proved("nobody"));

        under("search, roles of all kinds");
        accepted("alice", "known", "writer", "reviewer", "users", "developers");
        accepted("bob", "known", "reviewer", "users", "staff");
        accepted("grace", "known");
        refused(wrong("bob"));
    }

    private void ordinaryGroups() {
        accepted("alice", "users", "developers");
        accepted(typed("ALICE", "alice"), "alice", "users", "developers");
        accepted("bob", "users", "staff");
        accepted("carol", "users", "admins");
        accepted("dave", "users", "dangling");
        accepted("frank", "department-42");
        accepted("victor", "Managers");
        accepted("smith, j+\"x\"", "typists");
        accepted("niaj", "zeta");
        accepted("grace");
        accepted("erin");
    }

    private void roleArguments() {
        under("search, memberUid");
        accepted("alice", "operators");
        accepted(typed("ALICE", "alice"), "alice", "operators");
        accepted(typed(FULL_WIDTH_ALICE, "alice"), "alice", "operators");
        accepted(typed(" alice ", "alice"), "alice", "operators");
        accepted("smith, j+\"x\"", "typing-pool");
        accepted("bob");
        accepted(proved("ALICE"), "alice", "operators");
        refused(wrong("alice"));

        under("search, name inside a DN");
        accepted("alice", "users", "developers");
        accepted(typed("ALICE", "alice"), "alice", "users", "developers");
        accepted("smith, j+\"x\"", "typists");
        refused(wrong("alice"));

        under("search, userRoleAttribute");
        accepted("alice", "users", "developers", "department-42");
        accepted("bob", "users", "staff");
        accepted("frank", "department-42");
        refused(wrong("alice"));

        under("search, userRoleAttribute negated");
        accepted("alice", "users", "developers");
        accepted("bob");

        under("search, posix groups");
        accepted("alice", "primary", "operators");
        accepted("heidi", "primary", "operators");
        accepted("bob", "primary");
        accepted("walter");
        refused(wrong("heidi"));
    }

    private void nesting() {
        under("nested");
        accepted("alice", "users", "developers", "engineering", "staff");
        accepted("bob", "users", "staff");
        accepted(right("ivan"), "ivan", chain());
        accepted("judy", "ring-a", "ring-b", "ring-c");
        accepted("mallory", "selfie");
        accepted("wendy", "gem", "gem-left", "gem-right", "gem-top");
        accepted("grace");
        accepted("dave", "users", "dangling");
        accepted("olivia", "manager-gui", "admin-gui");
        accepted(right("peggy"), "peggy", peggysGroups());
        for (Person person : Fixture.hostile()) {
            accepted(right(person), person.uid(), "all weird");
        }
        accepted(proved("alice"), "alice", "users", "developers", "engineering", "staff");
        refused(wrong("alice"), wrong("judy"), wrong("nobody"));

        under("nested, pattern, forceDnHexEscape");
        accepted("alice", "users", "developers", "engineering", "staff");
        accepted(right("peggy"), "peggy", peggysGroups());
        accepted("wendy", "gem", "gem-left", "gem-right", "gem-top");

        under("nested, 1,000 deep");
        accepted(right("rupert"), "rupert", numbered("deep-%04d", Fixture.DEEP_CHAIN));
        refused(wrong("rupert"));

        under("nested, 600 groups");
        accepted(right("sybil"), "sybil", numbered("many-%03d", Fixture.MANY_GROUPS));

        under("nested, role base from the DN");
        accepted("alice", "users", "developers", "engineering", "staff");
        accepted("carol", "users", "admins");
        refused(wrong("alice"));
    }

    private void asUser() {
        under("userSearchAsUser");
        accepted(typed(ALICE_DN, "alice"), ALICE_DN);
        refused(wrong(ALICE_DN), right("alice"), wrong("uid=nobody,ou=people,dc=example,dc=org"));
        refused(proved(ALICE_DN));

        under("userSearchAsUser where anybody may read");
        accepted(typed(ALICE_DN, "alice"), ALICE_DN);
        accepted(proved(ALICE_DN), ALICE_DN);
        refused(wrong(ALICE_DN), proved("uid=nobody,ou=people,dc=example,dc=org"));

        under("userSearchAsUser and roleSearchAsUser");
        accepted(typed(ALICE_DN, "alice"), ALICE_DN, "users", "developers");
        refused(wrong(ALICE_DN), right("alice"));

        under("pattern, roleSearchAsUser");
        accepted("alice", "users", "developers");
        accepted("bob", "users", "staff");
        refused(wrong("alice"), wrong("nobody"));

        under("search, roleSearchAsUser, nested");
        accepted("alice", "users", "developers", "engineering", "staff");
        accepted("judy", "ring-a", "ring-b", "ring-c");
        accepted(proved("alice"), "alice", "users", "developers", "engineering", "staff");
        refused(wrong("alice"), wrong("nobody"), proved("nobody"));

        under("search, roleSearchAsUser where users may not read");
        refused(right("alice"), wrong("alice"));

        under("pattern, roles from attributes the user may read");
        refused(right("alice"), wrong("alice"));
    }

    private void storedPasswords() {
        under("stored password, plain");
        accepted("clear");
        accepted("digest");
        refused(right("sha"), right("ssha"), right("md5"), right("smd5"));
        refused(wrong("clear"), wrong("nobody"));
        accepted(typed("CLEAR", "clear"), "clear");

        under("stored password, SHA-1");
        accepted("sha");
        accepted("ssha");
        refused(right("smd5"), wrong("sha"), wrong("ssha"), wrong("nobody"));
        refused(with("sha", "the stored hash itself", storedHashOf("sha")));

        under("stored password, MD5");
        accepted("md5");
        refused(right("smd5"), wrong("md5"));

        under("stored password, pattern, role search");
        accepted("clear", "known");
        refused(wrong("clear"), wrong("nobody"), with("clear", "no password", ""));

        under("stored password that may not be read");
        refused(right("alice"), wrong("alice"));
    }

    private void servers() {
        under("URL with a base");
        accepted("alice", "users", "developers");
        accepted("bob", "users", "staff");
        accepted("smith, j+\"x\"", "typists");
        refused(wrong("alice"), wrong("nobody"));

        under("URL with a base, nested");
        accepted("alice", "users", "developers", "engineering", "staff");
        accepted(right("ivan"), "ivan", chain());

        under("URL with a base, pattern");
        accepted("alice", "users", "developers");
        refused(wrong("alice"));

        under("URL with a base, pattern, userRoleName");
        accepted("alice", "writer", "reviewer");
        refused(wrong("alice"));

        under("URL with a base that users may not read");
        accepted("alice");
        refused(wrong("alice"), wrong("nobody"));

        under("first server down");
        accepted("alice", "users", "developers");
        refused(wrong("alice"), wrong("nobody"));

        under("two URLs in one, the first down");
        accepted("alice");
        refused(wrong("alice"));

        under("every server down");
        refused(right("alice"));

        under("service account with a wrong password");
        refused(right("alice"), proved("alice"));

        under("attributes that change no answer");
        accepted("alice");
        refused(wrong("alice"), wrong("nobody"));

        under("pattern and search");
        accepted("alice");
        refused(right("erin"), wrong("alice"));

        under("role search without roleName");
        accepted("alice");
        refused(wrong("alice"));

        under("no base of that name");
        refused(right("alice"));

        under("no role base of that name");
        refused(right("alice"), wrong("alice"));
    }

    private void encryption() {
        for (String name : List.of("StartTLS", "ldaps")) {
            under(name);
            accepted("alice", "users", "developers");
            accepted("bob", "users", "staff");
            refused(wrong("alice"), wrong("nobody"));
        }
        under("StartTLS, TLSv1.3 and a cipher suite");
        accepted("alice");
        refused(wrong("alice"));
        for (String name : List.of("StartTLS, TLSv1.2", "ldaps by protocol")) {
            under(name);
            accepted("alice");
            refused(wrong("alice"));
        }
        for (String name : List.of("StartTLS, own socket factory", "ldaps, own socket factory")) {
            under(name);
            accepted("alice");
            refused(wrong("alice"));
        }
        under("StartTLS, socket factory that trusts nobody here");
        refused(right("alice"));
        under("ldaps, socket factory that trusts nobody here");
        refused(right("alice"));
        under("in clear where TLS is demanded");
        refused(right("alice"));
        under("StartTLS, certificate of another host");
        refused(right("alice"));
        under("StartTLS, certificate of another host, own verifier");
        accepted("alice");
        refused(wrong("alice"));
        under("ldaps, certificate of another host");
        refused(right("alice"));
    }

    private void referralsAndAliases() {
        for (String referrals : List.of("ignore", "throw", "follow")) {
            under("user search meets a referral, " + referrals);
            accepted("alice");
            refused(wrong("alice"), wrong("nobody"));
        }
        under("role search meets a referral");
        refused(right("alice"), wrong("alice"));
        under("role search meets a referral, throw");
        refused(right("alice"));
        under("role search meets a referral, adCompat");
        accepted("alice", "beside-referral");
        under("role search meets a referral, throw and adCompat");
        accepted("alice", "beside-referral");

        under("role search is referred to another server, follow");
        refused(right("tina"), right("alice"), wrong("alice"));

        for (String name : List.of("memberOf, referrals throw", "memberOf")) {
            under(name);
            accepted(
                    right("alice"),
                    "alice",
                    Fixture.group("users"),
                    Fixture.group("developers"),
                    Fixture.group("engineering"),
                    Fixture.group("staff"),
                    "cn=beside-referral," + Fixture.REFERRALS);
            refused(wrong("alice"));
        }
        for (String deref : List.of("always", "searching")) {
            under("derefAliases " + deref);
            accepted("alice");
            accepted("erin");
            refused(wrong("erin"));
        }
        for (String deref : List.of("never", "finding")) {
            under("derefAliases " + deref);
            accepted("alice");
            refused(right("erin"));
        }
    }

    private void limits() {
        for (String name : List.of("sizeLimit 1", "sizeLimit 2 and timeLimit")) {
            under(name);
            accepted("alice");
            refused(labelled("sam of tenant A", Fixture.person("sam")), wrong("alice"));
        }
        under("role search cut by the server");
        accepted("alice", "users", "developers");
        refused(right("olivia"), right("peggy"), wrong("alice"));
        under("role search cut by the server, adCompat");
        refused(right("olivia"));
        under("user search cut by the server");
        accepted("alice");
        refused(labelled("sam of tenant A", Fixture.person("sam")));
    }

    private void attributesOfRealmBase() {
        under("allRolesMode strict");
        accepted(entering("alice", "users"), "alice", "users", "developers");
        refused(entering("alice", "other"), entering("alice"), entering("heidi", "users"));
        under("allRolesMode authOnly");
        accepted(entering("alice", "users"), "alice", "users", "developers");
        accepted(entering("alice", "other"), "alice", "users", "developers");
        accepted(entering("heidi"), "heidi");
        under("allRolesMode strictAuthOnly");
        accepted(entering("alice", "users"), "alice", "users", "developers");
        accepted(entering("heidi"), "heidi");
        refused(entering("heidi", "users"), entering("alice", "other"));
    }

    private void mistakes() {
        under("mistake: userSearch for one name only");
        notStarted(right("alice"), labelled("bob with alice's password", new Person("bob", "", "alice-c4nary")));
        under("mistake: placeholder in apostrophes");
        notStarted(right("alice"));
        under("mistake: {2} that nothing fills");
        notStarted(right("alice"));
        under("mistake: connectionName without a password");
        notStarted(right("alice"));
        under("mistake: empty connectionPassword");
        notStarted(right("alice"));
        under("mistake: useStartTls yes");
        notStarted(right("alice"));
        under("mistake: protocol TLS");
        notStarted(right("alice"));
        under("mistake: sizeLimit many");
        notStarted(right("alice"));
        under("mistake: no such attribute");
        notStarted(right("alice"));
        under("mistake: authentication none");
        accepted("alice");
    }

    private void under(String name) {
        configuration = Configurations.named(name);
    }

    private void accepted(String uid, String... roles) {
        accepted(right(uid), uid, roles);
    }

    private void accepted(Attempt attempt, String name, String... roles) {
        rows.add(new Row(configuration, attempt, Outcome.accepted(name, roles)));
    }

    private void refused(Attempt... attempts) {
        for (Attempt attempt : attempts) {
            rows.add(new Row(configuration, attempt, Outcome.REFUSED));
        }
    }

    private void notStarted(Attempt... attempts) {
        for (Attempt attempt : attempts) {
            rows.add(new Row(configuration, attempt, Outcome.NOT_STARTED));
        }
    }

    /** Typed into a pattern: blanks at the ends are gone, and the entry named by two attributes is not found by one. */
    private void hostileNames(List<String> roles) {
        for (Person person : Fixture.hostile()) {
            if (person.uid().equals("w-multi")) {
                refused(typed(cn(person), person));
            } else {
                hostileName(person, cn(person).strip(), roles);
            }
        }
    }

    /** The one with a tab in it is no name that anybody may type. */
    private void hostileName(Person person, String name, List<String> roles) {
        if (name.indexOf('\t') >= 0) {
            refused(typed(name, person));
        } else {
            accepted(typed(cn(person), person), name, roles.toArray(String[]::new));
        }
    }

    private static String cn(Person person) {
        return entry(person.uid()).getAttributeValue("cn");
    }

    private static Attempt labelled(String label, Person person) {
        return new Attempt(label, person.uid(), person.password(), null);
    }

    private static String storedHashOf(String uid) {
        return entry(uid).getAttributeValue("userPassword");
    }

    private static Entry entry(String uid) {
        return Fixture.ordinaryEntries().stream()
                .filter(entry -> uid.equals(entry.getAttributeValue("uid")))
                .findFirst()
                .orElseThrow();
    }

    private static String[] chain() {
        return numbered("nest-%d", Fixture.NEST_CHAIN);
    }

    private static String[] numbered(String pattern, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format(Locale.ROOT, pattern, i))
                .toArray(String[]::new);
    }

    private static String[] peggysGroups() {
        var groups = new ArrayList<String>();
        for (String name : List.of(
                "red, green", "say \"cheese\"", "ops/admin", "(x)*", " lead", "back\\slash", "ad\u200bmin", "a")) {
            groups.add(name);
            groups.add("over " + name);
        }
        return groups.toArray(String[]::new);
    }
}
