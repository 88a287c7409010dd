package org.latchkey.demo;

import static org.latchkey.demo.Verdict.forbidden;
import static org.latchkey.demo.Verdict.letIn;
import static org.latchkey.demo.Verdict.refused;

import java.util.List;

/** The rows of the demo: everybody here is in {@code people.ldif}, or should not be. */
final class Trials {
    private static final String EMPLOYEE = "/staff/employee/";
    private static final String ENGINEERING = "/staff/engineering/";
    private static final String LEAD = "/staff/lead/";
    private static final String CONTRACTOR = "/staff/contractor/";
    private static final String DESK = "/portal/desk/whoami";

    private static final Verdict ALICE = letIn("alice", "employee", "engineering", "on-call", "platform-team");
    private static final Verdict BOB = letIn("bob", "employee", "sales");
    private static final Verdict CAROL = letIn("carol", "contractor");
    private static final Verdict DAVE = letIn("dave", "employee", "engineering", "engineering-lead");
    private static final Verdict ADA = letIn("ada", "employee", "engineering", "engineering-lead");
    private static final Verdict NADIA = letIn("nadia", "employee", "engineering", "on-call", "platform-team");
    private static final Verdict OBRIEN = letIn("o'brien", "employee", "engineering", "on-call", "platform-team");
    private static final Verdict SOREN = letIn("s\u00f8ren", "employee", "sales");

    private static final Verdict EMPTY_PASSWORD = refused("EMPTY_PASSWORD");
    private static final Verdict BAD_PASSWORD = refused("BAD_PASSWORD");
    private static final Verdict UNKNOWN_USER = refused("UNKNOWN_USER");

    static final List<Trial> ALL = List.of(
            basic("roles from nested groups", EMPLOYEE, "alice", "alice-c4nary", ALICE),
            basic("other groups, other roles", EMPLOYEE, "bob", "bob-c4nary", BOB),
            basic("a lead on the leads' page", LEAD, "dave", "dave-c4nary", DAVE),
            basic("without the role for the page", ENGINEERING, "bob", "bob-c4nary", forbidden()),
            basic("a contractor's own page", CONTRACTOR, "carol", "carol-c4nary", CAROL),
            basic("a contractor is no employee", EMPLOYEE, "carol", "carol-c4nary", forbidden()),
            basic("not logged in yet", EMPLOYEE, "", "", refused("")),
            basic("somebody else's password", EMPLOYEE, "alice", "bob-c4nary", BAD_PASSWORD),
            basic("empty password", EMPLOYEE, "alice", "", EMPTY_PASSWORD),
            basic("nobody of that name", EMPLOYEE, "mallory", "mallory-c4nary", UNKNOWN_USER),
            basic("a wildcard for a name", EMPLOYEE, "ali*", "alice-c4nary", UNKNOWN_USER),
            basic("a filter for a name", EMPLOYEE, "x)(uid=alice", "alice-c4nary", UNKNOWN_USER),
            basic("typed in capitals", EMPLOYEE, "ALICE", "alice-c4nary", ALICE),
            basic("an apostrophe", ENGINEERING, "o'brien", "obrien-c4nary", OBRIEN),
            basic("a comma in the DN", LEAD, "ada", "ada-c4nary", ADA),
            basic("a DN full of traps", ENGINEERING, "nadia", "nadia-c4nary", NADIA),
            form("led on to the page asked for", "alice", "alice-c4nary", ALICE),
            form("a name beyond ASCII", "s\u00f8ren", "s\u00f8ren-c4nary", SOREN),
            form("wrong password", "alice", "wrong-c4nary", BAD_PASSWORD),
            form("empty password", "alice", "", EMPTY_PASSWORD),
            form("a contractor has no desk", "carol", "carol-c4nary", forbidden()),
            trial("a note sent before the login", new NotedFormDoor(), "/portal/desk/", "bob", "bob-c4nary", BOB),
            login("the application asks itself", "alice", "alice-c4nary", ALICE),
            login("on a page open to all", "carol", "carol-c4nary", CAROL),
            login("wrong password", "alice", "wrong-c4nary", BAD_PASSWORD),
            login("empty password", "alice", "", EMPTY_PASSWORD),
            login("nobody of that name", "mallory", "mallory-c4nary", UNKNOWN_USER));

    private Trials() {}

    private static Trial basic(String title, String page, String user, String password, Verdict expected) {
        return trial(title, new BasicDoor(), page, user, password, expected);
    }

    private static Trial form(String title, String user, String password, Verdict expected) {
        return trial(title, new FormDoor(), DESK, user, password, expected);
    }

    private static Trial login(String title, String user, String password, Verdict expected) {
        return trial(title, new LoginCallDoor(), "/staff/login", user, password, expected);
    }

    private static Trial trial(String title, Door door, String page, String user, String password, Verdict expected) {
        return new Trial(title, new Attempt(door, page, user, password), expected);
    }
}
