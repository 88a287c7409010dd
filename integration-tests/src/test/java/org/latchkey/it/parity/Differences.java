package org.latchkey.it.parity;

import static org.latchkey.it.parity.Outcome.REFUSED;
import static org.latchkey.it.parity.Outcome.accepted;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every row in which JNDIRealm does not do what is right, what it does instead, and why Latchkey does not follow. */
final class Differences {
    private static final Map<String, Difference> BY_ROW = new LinkedHashMap<>();
    private static final Map<String, Cost> COSTS = new LinkedHashMap<>();

    static {
        names();
        spellingsThatAreRefused();
        whoIsMeant();
        roles();
        searchesThatFail();
        nameOnly();
        passwords();
        encryption();
        referrals();
        mistakes();
        spending();
    }

    private Differences() {}

    /**
     * What JNDIRealm does instead.
     *
     * @param jndiRealm how the attempt ends there
     * @param why why Latchkey does not follow
     */
    record Difference(Outcome jndiRealm, String why) {}

    /**
     * What Latchkey may spend above JNDIRealm.
     *
     * @param operations how many more than it
     * @param why why
     */
    record Cost(int operations, String why) {}

    /** What is different about a row, if anything. */
    static Optional<Difference> of(Row row) {
        return Optional.ofNullable(BY_ROW.get(row.id()));
    }

    /** All of them, by {@link Row#id()}. */
    static Map<String, Difference> all() {
        return Collections.unmodifiableMap(BY_ROW);
    }

    /** What a login under the row's configuration may cost more, if anything. */
    static Optional<Cost> costOf(Row row) {
        return Optional.ofNullable(COSTS.get(row.configuration().name()));
    }

    /** Those of {@link #costOf}, by {@link Configuration#name()}. */
    static Map<String, Cost> costs() {
        return Collections.unmodifiableMap(COSTS);
    }

    private static void names() {
        String why = "one person has one name: the directory's, however it was typed";
        for (String typed : List.of("ALICE", " alice ", "\uff41\uff4c\uff49\uff43\uff45")) {
            differs("search / " + typed, accepted(typed), why);
        }
        differs("search / A  B", accepted("A  B"), why);
        differs("search / JOSE\u0301", accepted("JOSE\u0301"), why);
        differs("search / W.Smith", accepted("W.Smith"), why);
        differs("search / ALICE, name only", accepted("ALICE"), why);
        differs("search by uid or mail / alice@example.org", accepted("alice@example.org"), why);
        differs("search, role search / ALICE", accepted("ALICE", "users", "developers"), why);
        differs("search, name inside a DN / ALICE", accepted("ALICE", "users", "developers"), why);
        differs("stored password, plain / CLEAR", accepted("CLEAR"), why);

        String blanks = "blanks typed before or behind a name are no part of it";
        differs("pattern /  alice ", accepted(" alice "), blanks);
        for (String typed : List.of("ends blank ", " starts blank", " #,+\"\\<>;=/*()\u00df ")) {
            differs("pattern, hostile names / " + typed, accepted(typed), blanks);
            differs("pattern, hostile names, role search / " + typed, accepted(typed, "all weird"), blanks);
        }
    }

    private static void spellingsThatAreRefused() {
        String why = "one person has one name: a spelling that a directory takes for another name is refused";
        differs("pattern / alice\\u000a", accepted("alice\n"), why);
        differs("pattern / \\u0009alice", accepted("\talice"), why);
        differs("pattern / \\u00a0alice", accepted("\u00a0alice"), why);
        differs("search / \\u00a0alice", accepted("\u00a0alice"), why);
        String control = "a name with a control character in it is refused before anything is sent";
        String name = "before\tafter";
        differs("pattern, hostile names / before\\u0009after", accepted(name), control);
        differs("pattern, hostile names, role search / before\\u0009after", accepted(name, "all weird"), control);
        differs("search by cn / before\\u0009after", accepted(name), control);
    }

    private static void whoIsMeant() {
        String why = "two people bear the name: exactly one entry may";
        differs("two tenants / sam of tenant A", accepted("sam", "owners"), why);
        differs("two tenants / sam of tenant B", accepted("sam", "guests"), why);
    }

    private static void roles() {
        String stars = "* and ** mean every role and every user to a container: no directory can grant them";
        var olivia = accepted("olivia", "*", "**", "manager-gui", "admin-gui");
        differs("search, role search, subtree / olivia", olivia, stars);
        differs("nested / olivia", olivia, stars);
        differs(
                "search, role search, subtree / trent",
                accepted("trent", "g".repeat(65_536)),
                "a role name of more than 1,024 characters is none");
        differs(
                "search, role of several values / alice",
                accepted("alice", "writer"),
                "of several values the one the group is named by is the role, else the first by its characters:"
                        + " JNDIRealm takes whichever the server happens to send first");

        String escaped =
                "memberUid holds names, not parts of DNs: JNDIRealm escapes {1} as if it stood in one, and misses"
                        + " names with a comma, a plus or a quote";
        String smith = "smith, j+\"x\"";
        differs("pattern, memberUid / " + smith, accepted(smith), escaped);
        differs("search, memberUid / " + smith, accepted(smith), escaped);

        String canonical =
                "memberUid is compared by case and blanks: {1} is the directory's name, and the roles are there"
                        + " however the name was typed";
        differs("pattern, memberUid / ALICE", accepted("ALICE"), canonical);
        differs("search, memberUid / ALICE", accepted("ALICE"), canonical);
        differs("search, memberUid /  alice ", accepted(" alice "), canonical);
        differs("search, memberUid / ALICE, name only", accepted("ALICE"), canonical);
        String wide = "\uff41\uff4c\uff49\uff43\uff45";
        differs("search, memberUid / " + wide, accepted(wide, "operators"), canonical);

        differs(
                "search, userRoleAttribute negated / bob",
                accepted("bob", "users", "staff"),
                "a clause about an attribute that bob has not is Undefined, and so is its opposite: JNDIRealm asks for the"
                        + " text 'null', which no group has");
        differs(
                "memberOf / alice",
                accepted("alice"),
                "with referrals left out JNDIRealm sends ManageDsaIT, and the server then computes no memberOf");
    }

    private static void searchesThatFail() {
        String apostrophe = "one apostrophe is an apostrophe: MessageFormat takes all behind it for text, {0} too";
        differs("search, one apostrophe / alice", REFUSED, apostrophe);
        differs("search, one apostrophe / o'brien", REFUSED, apostrophe);
        differs(
                "nested, role base from the DN / alice",
                REFUSED,
                "JNDIRealm reads the unfilled roleBase as a DN when it names the nested groups, and fails");
        differs(
                "URL with a base, pattern, userRoleName / alice",
                REFUSED,
                "a userPattern makes the whole DN: JNDIRealm reads the entry below the URL's base once more");
        differs(
                "URL with a base that users may not read / alice",
                REFUSED,
                "the bind has proved the password: JNDIRealm also reads the URL's base as the user, and takes it for an"
                        + " outage when that may not be read");
    }

    private static void nameOnly() {
        String pattern = "JNDIRealm knows no patterns for names that are proved already, and refuses everybody";
        differs("pattern / alice, name only", REFUSED, pattern);
        differs("pattern, role search / alice, name only", REFUSED, pattern);
        String noPassword = "without a password the service searches: JNDIRealm fails for want of one";
        differs("search, roleSearchAsUser, nested / alice, name only", REFUSED, noPassword);
        differs(
                "userSearchAsUser where anybody may read / uid=alice,ou=people,dc=example,dc=org, name only",
                REFUSED,
                noPassword);
    }

    private static void passwords() {
        differs(
                "pattern, password policies / must-change",
                accepted("must-change"),
                "the server says that this password is good for nothing but to be changed");
    }

    private static void encryption() {
        String unused = "sslSocketFactoryClassName holds for ldaps and StartTLS alike";
        differs("StartTLS, socket factory that trusts nobody here / alice", accepted("alice"), unused);
        differs("ldaps, socket factory that trusts nobody here / alice", accepted("alice"), unused);
    }

    private static void referrals() {
        String user = "the entry was found: that part of the tree is elsewhere says nothing about it";
        differs("user search meets a referral, throw / alice", REFUSED, user);
        differs("user search meets a referral, follow / alice", REFUSED, user);
        differs(
                "role search meets a referral / alice",
                accepted("alice", "beside-referral"),
                "there may be more roles where the referral points to: fewer than there are is a wrong answer");
        differs(
                "role search meets a referral, throw and adCompat / alice",
                REFUSED,
                "adCompat says that such referrals are harmless, however they are handled");
        String followed = "a referral is never followed";
        differs("role search is referred to another server, follow / tina", accepted("tina", "owners"), followed);
        differs(
                "role search is referred to another server, follow / alice",
                accepted("alice", "beside-referral"),
                followed);
    }

    private static void mistakes() {
        String one = "userSearch holds {0}: refused at start without it";
        differs("mistake: userSearch for one name only / alice", accepted("alice"), one);
        differs("mistake: userSearch for one name only / bob with alice's password", accepted("bob"), one);
        mistake("placeholder in apostrophes", accepted("alice"), "a quoted {0} is never filled");
        mistake("{2} that nothing fills", accepted("alice", "users", "developers"), "it could never be filled");
        mistake("connectionName without a password", REFUSED, "a service name comes with a password");
        mistake("empty connectionPassword", accepted("alice"), "a service name comes with a password");
        mistake("useStartTls yes", accepted("alice"), "a boolean is true or false, nothing else");
        mistake("protocol TLS", accepted("alice"), "protocol takes ssl, nothing else");
        mistake("sizeLimit many", accepted("alice"), "a limit is a number");
        mistake("no such attribute", accepted("alice"), "every attribute is a known one");
    }

    private static void mistake(String name, Outcome jndiRealm, String why) {
        differs("mistake: " + name + " / alice", jndiRealm, why + ": refused at start");
    }

    private static void spending() {
        String patterns =
                "the entries of all patterns are read before one is bound: a password is never tried on somebody"
                        + " else, and two people of one name are seen";
        for (String name : List.of("two patterns", "two patterns, as an OR filter", "two tenants")) {
            COSTS.put(name, new Cost(2, patterns));
        }
        COSTS.put("two tenants, nothing to be read", new Cost(2, patterns));
        COSTS.put("search, one apostrophe", new Cost(1, "JNDIRealm finds nobody there, and so binds nobody"));
    }

    private static void differs(String row, Outcome jndiRealm, String why) {
        if (BY_ROW.put(row, new Difference(jndiRealm, why)) != null) {
            throw new IllegalArgumentException("'" + row + "' is there twice");
        }
    }
}
