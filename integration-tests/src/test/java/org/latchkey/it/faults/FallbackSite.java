package org.latchkey.it.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.realm.MemoryRealm;
import org.apache.tomcat.util.IntrospectionUtils;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.tls.TestAuthority;
import org.latchkey.tomcat.FallbackRealm;
import org.latchkey.tomcat.LdapRealm;

/** A FallbackRealm of a directory and a file of Tomcat's, in an engine of its own. One thread. */
final class FallbackSite implements AutoCloseable {
    /** Named in {@code fallbackUsers}, and unknown to the directory. */
    static final String NAMED = "breakglass";

    /** In the directory and in the local file, and not named. */
    private static final String ORDINARY = "alice";

    private static final String LOCAL_PASSWORD = "local-c4nary";
    private static final String USERS = """
            <tomcat-users>
              <user username="%s" password="%s" roles="local"/>
              <user username="%s" password="%2$s" roles="local"/>
            </tomcat-users>
            """.formatted(NAMED, LOCAL_PASSWORD, ORDINARY);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final FallbackRealm realm = new FallbackRealm();
    private final Warnings warnings = new Warnings();

    /** Who tries, and by which password. */
    enum Login {
        NAMED_RIGHT(NAMED, LOCAL_PASSWORD),
        NAMED_WRONG(NAMED, "wrong-c4nary"),
        ORDINARY_RIGHT(ORDINARY, LOCAL_PASSWORD),
        ORDINARY_WRONG(ORDINARY, "wrong-c4nary"),
        ORDINARY_BY_DIRECTORY(ORDINARY, Fixture.person(ORDINARY).password());

        private final String username;
        private final String password;

        Login(String username, String password) {
            this.username = username;
            this.password = password;
        }
    }

    /** Who let them in. */
    enum Outcome {
        DIRECTORY,
        LOCAL,
        NOBODY
    }

    /** A site whose directory has these URLs and, besides, these keys. */
    FallbackSite(Path folder, String urls, String... pairs) throws IOException, LifecycleException {
        var engine = new StandardEngine();
        engine.setName("fallback-" + NUMBER.incrementAndGet());
        IntrospectionUtils.setProperty(realm, "fallbackUsers", NAMED);
        realm.addRealm(directory(urls, pairs));
        realm.addRealm(local(Files.writeString(folder.resolve("users.xml"), USERS)));
        engine.setRealm(realm);
        realm.setContainer(engine);
        realm.start();
    }

    private static LdapRealm directory(String urls, String... pairs) {
        var ldap = new LdapRealm();
        set(
                ldap,
                "connectionURL",
                urls,
                "connectionName",
                Fixture.READER_DN,
                "connectionPassword",
                Fixture.READER_PASSWORD,
                "userBase",
                Fixture.PEOPLE,
                "userSearch",
                "(uid={0})",
                "commonRole",
                "directory",
                "connectionTimeout",
                "500",
                "readTimeout",
                "700",
                "loginTimeout",
                "3s",
                "serverRetryInterval",
                "1s");
        if (urls.contains("ldaps:")) {
            set(ldap, "caCertificateFile", TestAuthority.shared().caPem().toString());
        }
        set(ldap, pairs);
        return ldap;
    }

    private static void set(LdapRealm ldap, String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            IntrospectionUtils.setProperty(ldap, pairs[i], pairs[i + 1]);
        }
    }

    private static MemoryRealm local(Path users) {
        var local = new MemoryRealm();
        local.setPathname(users.toUri().toString());
        return local;
    }

    Outcome outcome(Login login) {
        Principal user = realm.authenticate(login.username, login.password);
        if (user == null) {
            return Outcome.NOBODY;
        }
        return realm.hasRole(null, user, "directory") ? Outcome.DIRECTORY : Outcome.LOCAL;
    }

    /** Who lets in whom; one warning for each that is the local realm's to decide. */
    Map<Login, Outcome> outcomes() {
        warnings.lines.clear();
        Map<Login, Outcome> outcomes = new EnumMap<>(Login.class);
        for (Login login : Login.values()) {
            outcomes.put(login, outcome(login));
        }
        return outcomes;
    }

    /** Waits until the directory decides, as it must within five seconds of its return. */
    void awaitDirectory() {
        await().atMost(Duration.ofSeconds(5)).until(() -> outcome(Login.ORDINARY_BY_DIRECTORY) == Outcome.DIRECTORY);
    }

    /** The lines of the last {@link #outcomes()} that tell of a use of the local realm. */
    List<String> warnings() {
        return List.copyOf(warnings.lines);
    }

    @Override
    public void close() throws LifecycleException {
        warnings.close();
        realm.stop();
        realm.destroy();
    }

    private static final class Warnings extends Handler {
        private final Logger logger = Logger.getLogger(FallbackRealm.class.getName());
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Warnings() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
