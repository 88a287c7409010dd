package org.latchkey.tomcat;

import java.io.StringReader;
import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Realm;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;
import org.apache.catalina.startup.RealmRuleSet;
import org.apache.tomcat.util.digester.Digester;
import org.xml.sax.InputSource;

/**
 * A realm made the way Tomcat makes it: its digester reads a {@code <Realm .../>} line and gives the realm to an engine.
 * No HTTP is spoken; tests call the realm as Tomcat's authenticators do.
 */
final class TestRealm implements AutoCloseable {

    private static final AtomicInteger ENGINES = new AtomicInteger();

    private final StandardEngine engine = new StandardEngine();
    private final RealmBase outermost;

    private TestRealm(String xml) {
        engine.setName("test" + ENGINES.incrementAndGet());
        outermost = (RealmBase) readInto(engine, xml);
    }

    /** Reads a {@code <Realm>} element, as {@code server.xml} holds it, into an engine. */
    static Realm readInto(StandardEngine engine, String xml) {
        Digester digester = new Digester();
        digester.setValidating(false);
        digester.setRulesValidation(true);
        digester.setFakeAttributes(Map.of(Object.class, List.of("className")));
        digester.addRuleSet(new RealmRuleSet("Engine/"));
        digester.push(engine);
        try {
            digester.parse(new InputSource(new StringReader("<Engine>" + xml + "</Engine>")));
        } catch (Exception e) {
            throw new AssertionError("Tomcat cannot read " + xml, e);
        }
        return engine.getRealm();
    }

    /** A realm read from XML, not yet started. */
    static TestRealm of(String xml) {
        return new TestRealm(xml);
    }

    /** The attributes of a {@code <Realm>} of ours. */
    static final class Line {

        private final Map<String, String> attributes = new LinkedHashMap<>();
        private String nested = "";

        /** Adds an attribute, or replaces it. */
        Line with(String key, String value) {
            attributes.put(key, value);
            return this;
        }

        Line without(String... keys) {
            Arrays.asList(keys).forEach(attributes::remove);
            return this;
        }

        /** What stands inside the element. */
        Line nesting(String xml) {
            nested = xml;
            return this;
        }

        String xml() {
            StringBuilder xml = new StringBuilder("<Realm className=\"org.latchkey.tomcat.LdapRealm\"");
            attributes.forEach((key, value) -> xml.append(' ')
                    .append(key)
                    .append("=\"")
                    .append(escaped(value))
                    .append('"'));
            return xml.append('>').append(nested).append("</Realm>").toString();
        }

        private static String escaped(String value) {
            return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        }

        /** Starts the realm; the start must go well. */
        TestRealm start() {
            TestRealm realm = of(xml());
            try {
                realm.startNow();
            } catch (LifecycleException e) {
                throw new AssertionError("the realm does not start: " + e.getMessage(), e);
            }
            return realm;
        }

        /** Starts the realm, which must refuse, and gives the reason. */
        String refusal() {
            try (TestRealm realm = of(xml())) {
                realm.startNow();
            } catch (LifecycleException e) {
                return e.getMessage();
            }
            throw new AssertionError("the realm started");
        }
    }

    /** A line that finds people by a search and their roles in groups. */
    static Line searching(TestDirectory directory) {
        return new Line()
                .with("connectionURL", directory.url())
                .with("userBase", TestDirectory.PEOPLE)
                .with("userSearch", "(uid={0})")
                .with("roleBase", TestDirectory.GROUPS)
                .with("roleName", "cn")
                .with("roleSearch", "(member={0})");
    }

    /** A line that makes the DN from the name and asks for no roles. */
    static Line binding(TestDirectory directory) {
        return new Line().with("connectionURL", directory.url()).with("userPattern", "uid={0}," + TestDirectory.PEOPLE);
    }

    void startNow() throws LifecycleException {
        outermost.start();
    }

    void stopNow() throws LifecycleException {
        outermost.stop();
    }

    StandardEngine engine() {
        return engine;
    }

    /** The realm the engine was given: ours, or one that holds ours. */
    RealmBase outermost() {
        return outermost;
    }

    LdapRealm ldap() {
        return (LdapRealm) outermost;
    }

    Principal login(String username, String password) {
        return outermost.authenticate(username, password);
    }

    /** The roles of a user who must get in. */
    List<String> roles(String username, String password) {
        return rolesOf(login(username, password));
    }

    static List<String> rolesOf(Principal principal) {
        if (principal == null) {
            throw new AssertionError("the login was refused");
        }
        return List.of(((GenericPrincipal) principal).getRoles());
    }

    @Override
    public void close() {
        try {
            if (outermost.getState() != LifecycleState.STOPPED
                    && outermost.getState().isAvailable()) {
                outermost.stop();
            }
            outermost.destroy();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
        }
    }
}
