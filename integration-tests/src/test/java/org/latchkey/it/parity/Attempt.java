package org.latchkey.it.parity;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;

/**
 * One try to come in. Immutable; the password is never shown.
 *
 * @param label tells it from all others under the same configuration
 * @param username as typed, or as somebody else has proved it
 * @param password as typed; null where the name is proved already ({@code Realm.authenticate(String)})
 * @param webXmlRoles the roles that the application declares, where the attempt is to enter a page for every role
 *     ({@code *}); else null
 */
record Attempt(
        String label,
        String username,
        @Nullable String password,
        @Nullable List<String> webXmlRoles) {
    /** What everybody mistypes. */
    private static final String WRONG = "wrong-c4nary";

    /** The user with that uid and the right password. */
    static Attempt right(String uid) {
        return right(Fixture.person(uid));
    }

    /** The same for a person who is not told from another one by the uid. */
    static Attempt right(Person person) {
        return typed(person.uid(), person);
    }

    /** A spelling of a user's name, with that user's right password. */
    static Attempt typed(String spelling, String uid) {
        return typed(spelling, Fixture.person(uid));
    }

    /** The same for a person. */
    static Attempt typed(String spelling, Person person) {
        return new Attempt(visible(spelling), spelling, person.password(), null);
    }

    /** A name with a password that is nobody's. */
    static Attempt wrong(String spelling) {
        return with(spelling, "wrong password", WRONG);
    }

    /** A name with any password. */
    static Attempt with(String spelling, String what, String password) {
        return new Attempt(visible(spelling) + ", " + what, spelling, password, null);
    }

    /** A name that needs no password: from a certificate, from a proxy. */
    static Attempt proved(String spelling) {
        return new Attempt(visible(spelling) + ", name only", spelling, null, null);
    }

    /** The user, right password, asks for a page whose constraint is {@code *} in an application with these roles. */
    static Attempt entering(String uid, String... webXmlRoles) {
        return new Attempt(
                uid + " at * of " + List.of(webXmlRoles),
                uid,
                Fixture.person(uid).password(),
                List.of(webXmlRoles));
    }

    /** Whether its password was made up to be wrong. */
    boolean isWrong() {
        return WRONG.equals(password);
    }

    @Override
    public String toString() {
        return label;
    }

    /** Controls, formats and blanks other than U+0020 as escapes, long texts cut: fit for a report. */
    static String visible(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(120).forEach(c -> {
            boolean plain =
                    c >= ' ' && c != 0x7f && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
            shown.append(plain || c == ' ' ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c));
        });
        return shown.length() < text.length() ? shown + "..." : shown.toString();
    }
}
