package org.latchkey.it.container;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;

/** A slapd of a test's own whose administrator changes people while they are logged in. */
record ChangingDirectory(OpenLdap server) {
    private static final String ADMIN = "cn=admin," + Fixture.BASE;
    private static final String PASSWORD = "admin-c4nary";

    /** One with the password policies of the fixture. */
    static OpenLdap named(String name) {
        return OpenLdap.named(name)
                .passwordPolicy()
                .database("rootdn \"" + ADMIN + "\"")
                .database("rootpw " + PASSWORD)
                .build();
    }

    /** Makes a change given as LDIF lines. */
    void change(String... lines) {
        try (var connection = new LDAPConnection("127.0.0.1", server.port(), ADMIN, PASSWORD)) {
            LDIFReader.decodeChangeRecord(lines).processChange(connection);
        } catch (LDAPException | LDIFException e) {
            throw new AssertionError(e);
        }
    }

    void delete(String uid) {
        change("dn: " + Fixture.person(uid).dn(), "changetype: delete");
    }

    void join(String group, String uid) {
        membership("add", group, uid);
    }

    void leave(String group, String uid) {
        membership("delete", group, uid);
    }

    private void membership(String how, String group, String uid) {
        change(
                "dn: cn=" + group + "," + Fixture.GROUPS,
                "changetype: modify",
                how + ": member",
                "member: " + Fixture.person(uid).dn());
    }

    /** As an administrator does, until further notice (draft-behera-ldap-password-policy 5.3.3). */
    void disable(String uid) {
        change(
                "dn: " + Fixture.person(uid).dn(),
                "changetype: modify",
                "add: pwdAccountLockedTime",
                "pwdAccountLockedTime: 000001010000Z");
    }

    /** As somebody does who guesses. */
    void lockByWrongPasswords(String uid) {
        for (int guess = 0; guess < 4; guess++) {
            try (var connection = new LDAPConnection("127.0.0.1", server.port())) {
                connection.bind(Fixture.person(uid).dn(), "wrong-c4nary");
            } catch (LDAPException refused) {
                continue;
            }
            throw new AssertionError("a wrong password was taken");
        }
    }
}
