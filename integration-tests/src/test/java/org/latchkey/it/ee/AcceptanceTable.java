package org.latchkey.it.ee;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;

/** What every server has to answer, whatever the way its application comes by its logins: with BASIC. */
final class AcceptanceTable {
    private static final String EMPLOYEE = "/employee/page";
    private static final String OPEN = "/open/page";
    private static final String[] ALICES_ROLES = {"developers", "employee", "engineering", "staff", "users"};
    private static final List<String> NAMES_BEYOND_ASCII = List.of("josé", "مريم", "𠮷野", "o'brien", "smith, j+\"x\"");
    private static final List<String> ODD_PASSWORDS = List.of(
            "pw-umlaut", "pw-emoji", "pw-colons", "pw-trail", "pw-lead", "pw-star", "pw-like-a-hash", "pw-space");

    private AcceptanceTable() {}

    static List<Row> rows(boolean withBeans) {
        var rows = new ArrayList<Row>();
        rows.addAll(who());
        rows.addAll(refused());
        rows.addAll(open());
        rows.addAll(methods());
        rows.addAll(names());
        rows.addAll(withBeans ? beans() : List.of());
        return rows;
    }

    private static List<Row> who() {
        return List.of(
                Row.of(
                                "alice is known by name, roles and attributes",
                                Call.get(EMPLOYEE).as(person("alice")))
                        .caller("alice")
                        .roles(ALICES_ROLES)
                        .expect(Map.of("attribute.mail", "[alice@example.org]", "attribute.departmentNumber", "[42]")),
                Row.of(
                                "a name in capitals arrives as the directory has it",
                                Call.get(EMPLOYEE).as("ALICE", "alice-c4nary"))
                        .caller("alice"),
                Row.of("bob has roles of his own", Call.get(EMPLOYEE).as(person("bob")))
                        .caller("bob")
                        .roles("employee", "staff", "users")
                        .expect("attribute.departmentNumber", ""),
                Row.of(
                                "carol sees the administrators' page",
                                Call.get("/admins/page").as(person("carol")))
                        .caller("carol")
                        .roles("admins", "employee", "users"),
                Row.of(
                                "alice does not see the administrators' page",
                                Call.get("/admins/page").as(person("alice")))
                        .status(403)
                        .expect("Retry-After", ""),
                Row.of("no session is begun", Call.get(EMPLOYEE).as(person("alice")))
                        .caller("alice")
                        .expect(Map.of("newSession", "false", "Set-Cookie", "")));
    }

    private static List<Row> refused() {
        return List.of(
                Row.of("no credentials", Call.get(EMPLOYEE))
                        .challenged()
                        .expect("WWW-Authenticate", "Basic realm=\"Latchkey\", charset=\"UTF-8\"")
                        .expect("Cache-Control", "no-store"),
                Row.of("a wrong password", Call.get(EMPLOYEE).as("alice", "wrong-c4nary"))
                        .challenged(),
                Row.of("an unknown name", Call.get(EMPLOYEE).as("nobody", "wrong-c4nary"))
                        .challenged(),
                Row.of("an empty password", Call.get(EMPLOYEE).as("alice", "")).challenged(),
                Row.of("an empty name", Call.get(EMPLOYEE).as("", "alice-c4nary"))
                        .challenged(),
                Row.of("a blank name", Call.get(EMPLOYEE).as(" ", "alice-c4nary"))
                        .challenged(),
                Row.of("a star for a name", Call.get(EMPLOYEE).as("*", "alice-c4nary"))
                        .challenged(),
                Row.of("somebody without a password", Call.get(EMPLOYEE).as("no-password", ""))
                        .challenged(),
                Row.of(
                                "a wrong password for the administrators' page",
                                Call.get("/admins/page").as("carol", "wrong-c4nary"))
                        .challenged(),
                Row.of("what is not Base64", Call.get(EMPLOYEE).with("Authorization", "Basic ?!?"))
                        .challenged(),
                Row.of("a pair without a colon", Call.get(EMPLOYEE).with("Authorization", "Basic YWxpY2U="))
                        .challenged(),
                Row.of("another scheme", Call.get(EMPLOYEE).with("Authorization", "Bearer abc"))
                        .challenged());
    }

    private static List<Row> open() {
        return List.of(
                Row.of("an open page is everybody's", Call.get(OPEN)).nobody().expect("WWW-Authenticate", ""),
                Row.of("an open page knows who says so", Call.get(OPEN).as(person("alice")))
                        .caller("alice")
                        .roles(ALICES_ROLES),
                Row.of(
                                "an open page does not look away from a wrong password",
                                Call.get(OPEN).as("alice", "wrong-c4nary"))
                        .challenged(),
                Row.of("authenticate() challenges where it must", Call.get(OPEN + "?do=authenticate"))
                        .challenged(),
                Row.of(
                                "authenticate() takes credentials that came along",
                                Call.get(OPEN + "?do=authenticate").as(person("bob")))
                        .caller("bob")
                        .expect("done", "authenticated"),
                Row.of(
                                "authenticate() refuses a wrong password",
                                Call.get(OPEN + "?do=authenticate").as("bob", "wrong-c4nary"))
                        .challenged(),
                Row.of("login() is the container's own", login())
                        .status(200)
                        .expect(Map.of("done", "refused", "remoteUser", "null")),
                Row.of(
                                "logout() makes a caller nobody",
                                Call.get(EMPLOYEE + "?do=logout").as(person("alice")))
                        .nobody()
                        .expect("done", "logged out"));
    }

    private static List<Row> methods() {
        return List.of(
                Row.of("HEAD without credentials", Call.of("HEAD", EMPLOYEE))
                        .challenged()
                        .expect("length", "none"),
                Row.of("HEAD with credentials", Call.of("HEAD", EMPLOYEE).as(person("alice")))
                        .status(200)
                        .expect("length", "none"),
                Row.of("OPTIONS without credentials", Call.of("OPTIONS", EMPLOYEE))
                        .challenged(),
                Row.of("OPTIONS with credentials", Call.of("OPTIONS", EMPLOYEE).as(person("alice")))
                        .status(200),
                Row.of("OPTIONS of an open page", Call.of("OPTIONS", OPEN)).status(200),
                Row.of("a method without a constraint", Call.get("/letterbox")).nobody(),
                Row.of("HEAD without a constraint", Call.of("HEAD", "/letterbox"))
                        .status(200),
                Row.of("a method with a constraint", Call.post("/letterbox", "buy milk"))
                        .challenged(),
                Row.of(
                                "a letter is delivered whole",
                                Call.post("/letterbox", "buy milk, größer").as(person("alice")))
                        .caller("alice")
                        .expect(Map.of("method", "POST", "body", "buy milk, größer")),
                Row.of(
                                "a letter with a wrong password is not",
                                Call.post("/letterbox", "x").as("alice", "wrong-c4nary"))
                        .challenged()
                        .expect("body", ""));
    }

    /** Only where there are enterprise beans. */
    private static List<Row> beans() {
        return List.of(
                Row.of(
                                "enterprise beans know alice",
                                Call.get("/employee/beans").as(person("alice")))
                        .caller("alice")
                        .expect(Map.of("caller", "alice", "callerIsDeveloper", "true"))
                        .expect(Map.of("developer", "alice", "admin", "refused")),
                Row.of(
                                "enterprise beans know carol",
                                Call.get("/employee/beans").as(person("carol")))
                        .caller("carol")
                        .expect(Map.of("caller", "carol", "callerIsDeveloper", "false"))
                        .expect(Map.of("developer", "refused", "admin", "carol")));
    }

    private static List<Row> names() {
        var rows = new ArrayList<Row>();
        for (Person person : Fixture.hostile()) {
            rows.add(Row.of("hostile: " + person.uid(), Call.get(EMPLOYEE).as(person))
                    .caller(person.uid())
                    .roles("employee"));
        }
        for (String name : NAMES_BEYOND_ASCII) {
            rows.add(Row.of("UTF-8: " + name, Call.get(EMPLOYEE).as(person(name)))
                    .caller(name));
        }
        for (String name : ODD_PASSWORDS) {
            rows.add(Row.of("UTF-8: password of " + name, Call.get(EMPLOYEE).as(person(name)))
                    .caller(name));
        }
        for (String name : List.of("josé", "pw-umlaut")) {
            rows.add(Row.of(
                            "ISO-8859-1: " + name,
                            Call.get(EMPLOYEE).as(name, person(name).password(), StandardCharsets.ISO_8859_1))
                    .caller(name));
        }
        return rows;
    }

    private static Call login() {
        return Call.post(OPEN + "?do=login", "user=alice&password=alice-c4nary")
                .with("Content-Type", "application/x-www-form-urlencoded");
    }

    private static Person person(String uid) {
        return Fixture.person(uid);
    }
}
