package org.latchkey.it.container;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.latchkey.it.samba.AdDomain;
import org.latchkey.it.samba.SambaAd;
import org.latchkey.it.tls.TestAuthority;

/**
 * The domain of a controller that many tests share, and an administrator who makes accounts and groups for one of them, and
 * changes these while people are logged in. They are gone when it is closed. Used by one thread.
 */
final class ChangingDomain implements AutoCloseable {
    private static final String ENABLED = "512";
    private static final String DISABLED = "514";
    private static final int WRONG_PASSWORDS = 3;

    private final SambaAd controller;
    private final Deque<String> made = new ArrayDeque<>();

    ChangingDomain(SambaAd controller) {
        this.controller = controller;
    }

    /** The entry of an account of a test's own, or of everybody's. */
    private static String person(String account) {
        return "CN=" + account + "," + AdDomain.PEOPLE;
    }

    static String group(String name) {
        return "CN=" + name + "," + AdDomain.GROUPS;
    }

    static String password(String account) {
        return account + "-c4nary";
    }

    /** Makes accounts in order. */
    void enrol(String... accounts) {
        for (String account : accounts) {
            byte[] password = ('"' + password(account) + '"').getBytes(StandardCharsets.UTF_16LE);
            make(new Entry(
                    person(account),
                    new Attribute("objectClass", "user"),
                    new Attribute("sAMAccountName", account),
                    new Attribute("userPrincipalName", AdDomain.upn(account)),
                    new Attribute("userAccountControl", ENABLED),
                    new Attribute("unicodePwd", password)));
        }
    }

    /** Makes a group of what has these DNs. */
    void found(String group, String... members) {
        make(new Entry(
                group(group),
                new Attribute("objectClass", "group"),
                new Attribute("sAMAccountName", group),
                new Attribute("member", members)));
    }

    void foundFor(String group, String... accounts) {
        found(group, Arrays.stream(accounts).map(ChangingDomain::person).toArray(String[]::new));
    }

    private void make(Entry entry) {
        asAdministrator(connection -> connection.add(entry));
        made.push(entry.getDN());
    }

    void disable(String account) {
        set(account, "userAccountControl", DISABLED);
    }

    void enable(String account) {
        set(account, "userAccountControl", ENABLED);
    }

    void set(String account, String attribute, String value) {
        var replacement = new Modification(ModificationType.REPLACE, attribute, value);
        asAdministrator(connection -> connection.modify(person(account), replacement));
    }

    void join(String group, String account) {
        membership(ModificationType.ADD, group, account);
    }

    void leave(String group, String account) {
        membership(ModificationType.DELETE, group, account);
    }

    private void membership(ModificationType how, String group, String account) {
        asAdministrator(
                connection -> connection.modify(group(group), new Modification(how, "member", person(account))));
    }

    void delete(String account) {
        asAdministrator(connection -> connection.delete(person(account)));
    }

    /** As somebody does who guesses: the controller alone may say that an account is locked. */
    void lockByWrongPasswords(String account) {
        for (int guess = 0; guess < WRONG_PASSWORDS; guess++) {
            try (var connection = connected()) {
                connection.bind(person(account), "wrong-c4nary");
            } catch (LDAPException refused) {
                continue;
            }
            throw new AssertionError("a wrong password was taken");
        }
    }

    /** The one value that a controller lets anybody write there. */
    void unlock(String account) {
        set(account, "lockoutTime", "0");
    }

    @Override
    public void close() {
        for (String dn : made) {
            asAdministrator(connection -> {
                if (connection.getEntry(dn, "cn") != null) {
                    connection.delete(dn);
                }
            });
        }
    }

    private interface Change {
        void by(LDAPConnection connection) throws LDAPException;
    }

    private void asAdministrator(Change change) {
        try (var connection = connected()) {
            connection.bind(AdDomain.ADMINISTRATOR, AdDomain.ADMINISTRATOR_PASSWORD);
            change.by(connection);
        } catch (LDAPException e) {
            throw new AssertionError(e);
        }
    }

    private LDAPConnection connected() throws LDAPException {
        URI at = URI.create(controller.ldapsUrl());
        var sockets = TestAuthority.shared().trustingContext().getSocketFactory();
        return new LDAPConnection(sockets, at.getHost(), at.getPort());
    }
}
