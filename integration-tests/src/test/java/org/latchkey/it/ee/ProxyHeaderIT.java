package org.latchkey.it.ee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The module inside an application whose users a proxy names, on loopback and with a secret. */
@OnServer
class ProxyHeaderIT {
    private static final String PAGE = "/employee/page";
    private static final String OPEN = "/open/page";
    private static final String NOBODY = "null";

    private RunningServer running;
    private Application application;
    private Client browser;

    @BeforeEach
    void a_browser(RunningServer server) {
        running = server;
        application = server.application(Sites.PROXIED);
        browser = server.client(application);
    }

    private static Call named(String path, String user) {
        return proxys(path).with("X-Forwarded-User", user);
    }

    private static Call proxys(String path) {
        return Call.get(path).with("X-Proxy-Secret", Sites.PROXY_SECRET);
    }

    private Seen check(Row row) {
        Seen seen = browser.send(row.call());
        check(row, seen);
        return seen;
    }

    private void check(Row row, Seen seen) {
        SoftAssertions.assertSoftly(softly -> running.expected(application, row)
                .expected()
                .forEach((name, value) -> softly.assertThat(seen.get(name))
                        .as(row.name() + ": " + name)
                        .isEqualTo(value)));
        Matrix.passed(running.server(), application.way(), row.name());
    }

    private static Row alice(String name, Call call) {
        return Row.of(name, call).caller("alice").expect("authType", "HEADER");
    }

    private static Row refused(String name, Call call) {
        return Row.of(name, call).status(401).expect("challenge", "Proxied").expect("remoteUser", "");
    }

    @Test
    void whom_the_proxy_names_is_known_by_roles_and_attributes_and_no_header_of_its_own_is_seen() {
        Map<String, String> shown = Map.of(
                "headers",
                "x-user-mail",
                "mailInHeader",
                "[alice@example.org]",
                "mailInRequest",
                "alice@example.org",
                "attribute.nick",
                "ally",
                "Set-Cookie",
                "");
        check(alice("HEADER: alice", named(PAGE, "alice").with("X-Remote-Nick", "ally"))
                .roles("developers", "employee", "engineering", "staff", "users")
                .expect(shown));
        check(alice("HEADER: an open page knows alice", named(OPEN, "alice")).expect("headers", "x-user-mail"));
        check(Row.of("HEADER: UTF-8", named(PAGE, "josé")).caller("josé").expect("authType", "HEADER"), accented());
    }

    private Seen accented() {
        String bytes = new String("josé".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return Wire.get("127.0.0.1", url(PAGE), "X-Forwarded-User: " + bytes, "X-Proxy-Secret: " + Sites.PROXY_SECRET);
    }

    private String url(String path) {
        return running.server().url() + application.contextPath() + path;
    }

    @Test
    void whoever_is_not_named_or_not_known_is_401_and_nobody_on_an_open_page() {
        check(refused("HEADER: nobody named", proxys(PAGE)));
        check(refused("HEADER: an unknown name", named(PAGE, "nobody")));
        check(refused("HEADER: a password", Call.get(PAGE).as("alice", "alice-c4nary")));
        check(Row.of("HEADER: nobody named on an open page", proxys(OPEN))
                .nobody()
                .expect("headers", ""));
        check(Row.of("HEADER: an unknown name on an open page", named(OPEN, "nobody"))
                .nobody()
                .expect("headers", ""));
    }

    @Test
    void a_name_without_the_secret_is_401() {
        Call spoofed = Call.get(PAGE).with("X-Forwarded-User", "alice");
        check(refused("HEADER: without the secret", spoofed));
        check(refused("HEADER: a guessed secret", spoofed.with("X-Proxy-Secret", "guess")));
        check(refused(
                "HEADER: without the secret on an open page", Call.get(OPEN).with("X-Forwarded-User", "alice")));
    }

    @Test
    void past_the_proxy_nothing_is_believed_and_no_spelling_reaches_the_application() {
        String[] said = {
            "X-Forwarded-User: alice", "X-Proxy-Secret: " + Sites.PROXY_SECRET, "X-User-Mail: admin@example.org"
        };
        check(
                Row.of("HEADER: past the proxy", Call.get(PAGE)).status(401).expect("remoteUser", ""),
                Wire.get("127.0.0.2", url(PAGE), said));
        check(
                Row.of("HEADER: past the proxy on an open page", Call.get(OPEN))
                        .nobody()
                        .expect("headers", "")
                        .expect("mailInHeader", "[]"),
                Wire.get("127.0.0.2", url(OPEN), said));
        check(Row.of(
                        "HEADER: other spellings",
                        proxys(OPEN)
                                .with("X_Forwarded_User", "alice")
                                .with("X.Forwarded.User", "alice")
                                .with("HTTP_X_FORWARDED_USER", "alice")
                                .with("Remote-User", "alice")
                                .with("REMOTE_USER", "alice")
                                .with("X_User_Mail", "admin@example.org"))
                .nobody()
                .expect("headers", ""));
    }

    @Test
    void two_names_are_none() {
        check(refused("HEADER: a list of names", named(PAGE, "alice, bob")));
        check(
                Row.of("HEADER: two lines with names", Call.get(PAGE))
                        .status(401)
                        .expect("remoteUser", ""),
                Wire.get(
                        "127.0.0.1",
                        url(PAGE),
                        "X-Forwarded-User: alice",
                        "X-Forwarded-User: bob",
                        "X-Proxy-Secret: " + Sites.PROXY_SECRET));
    }

    @Test
    void a_session_is_nobody_s_without_the_proxy_s_word_and_never_another_user_s() {
        check(alice("HEADER: a session is begun", named(PAGE + "?do=session", "alice")));
        String session = browser.send(named(PAGE + "?do=session", "alice")).get("done");
        assertThat(browser.send(named(PAGE + "?do=session", "alice")).get("done"))
                .isEqualTo(session);
        check(refused("HEADER: a session alone", Call.get(PAGE)).expect("remoteUser", ""));
        check(Row.of("HEADER: a session alone on an open page", proxys(OPEN)).nobody());
        Seen bob = check(Row.of("HEADER: a session of another user", named(PAGE + "?do=session", "bob"))
                .caller("bob")
                .expect("authType", "HEADER"));
        assertThat(bob.get("done")).isNotEmpty().isNotEqualTo(session).isNotEqualTo(NOBODY);
    }
}
