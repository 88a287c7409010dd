package org.latchkey;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.Secret;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.ServerUrl;
import org.latchkey.inspect.Explanation;
import org.latchkey.inspect.Outcome;
import org.latchkey.inspect.ServerReport;
import org.latchkey.inspect.Stage;
import org.latchkey.inspect.UserListRequest;
import org.latchkey.inspect.UserListing;
import org.latchkey.internal.connection.ConnectionFactory;
import org.latchkey.internal.inspect.CertificateNote;
import org.latchkey.internal.inspect.OpeningSteps;
import org.latchkey.internal.inspect.ServerWalk;
import org.latchkey.internal.jndi.JndiConnectionFactory;
import org.latchkey.spi.DirectoryException;

/**
 * Looks at directories from outside: what an administrator's tools ask.
 *
 * <p>What it looks at is the engine itself, opened with one server at a time; it holds nothing open between two looks. Safe for
 * use by many threads.
 */
public final class DirectoryInspector {

    private final List<RealmConfig> configs;
    private final StoredPasswordMatcher matcher;
    private final Clock clock;

    /**
     * Makes an inspector; nothing is sent.
     *
     * @param configs checked configurations, in the order they are asked
     * @param matcher compares typed with stored passwords where a configuration reads them
     * @param clock the time of day, which certificates and servers' clocks are compared with
     */
    public DirectoryInspector(List<RealmConfig> configs, StoredPasswordMatcher matcher, Clock clock) {
        this.configs = List.copyOf(configs);
        this.matcher = matcher;
        this.clock = clock;
    }

    /**
     * Walks every server of every directory, each up to the first stage that fails.
     *
     * <p>May block at each server for the configured timeouts, once a stage. A password that a server has refused is not
     * sent to the next: that would lock the account.
     *
     * @param login who is to log in at the end, or {@code null}; whoever calls wipes the password
     * @return what was seen, in the order of the configuration
     */
    public List<ServerReport> check(@Nullable UsernamePassword login) {
        List<ServerReport> reports = new ArrayList<>();
        for (RealmConfig config : configs) {
            for (ServerUrl url : config.directory().servers()) {
                check(config, url, login, reports);
            }
        }
        return List.copyOf(reports);
    }

    private void check(
            RealmConfig config, ServerUrl url, @Nullable UsernamePassword login, List<ServerReport> reports) {
        long since = System.nanoTime();
        try {
            for (ServerUrl server : new JndiConnectionFactory(config.directory()).locate(url)) {
                reports.add(walk(config.at(server), server, login, reports));
            }
        } catch (DirectoryException e) {
            reports.add(ServerWalk.unfound(config, url, e, System.nanoTime() - since));
        }
    }

    private ServerReport walk(
            RealmConfig config, ServerUrl server, @Nullable UsernamePassword login, List<ServerReport> before) {
        OpeningSteps steps =
                new OpeningSteps(new CertificateNote(config.directory().tls(), clock));
        ConnectionFactory factory = new JndiConnectionFactory(config.directory(), steps);
        try (OneServer product = new OneServer(config, matcher)) {
            ServerWalk walk = new ServerWalk(config, server, factory, steps, product, clock);
            ServerReport seen = walk.walk();
            if (login == null) {
                return seen;
            }
            if (config.user().passwordAttribute() != null) {
                return walk.withoutLogin(seen, "userPassword: the container compares passwords, by rules of its own");
            }
            return isRefused(before)
                    ? walk.withoutLogin(seen, "not tried again after it failed at another server")
                    : walk.login(seen, request(config, login), configs.size() > 1);
        }
    }

    /**
     * Lists the users of every directory, in the order of the configuration: each entry that the user search would find for
     * any name, with the attributes that the configuration names.
     *
     * <p>Reads page by page and holds no list; of each name it remembers a digest. May block at each step for the configured
     * timeouts. Reads no password and writes nothing.
     *
     * @param request which users, and what of them
     * @param reader takes them one by one, on this thread; what it throws ends the list
     * @return why the list is not whole, or empty when it is
     */
    public Optional<String> listUsers(UserListRequest request, Consumer<UserListing> reader) {
        SeenUsers seen = new SeenUsers();
        for (RealmConfig config : configs) {
            try (UserLister lister = new UserLister(config, request)) {
                lister.list(seen, reader);
            } catch (DirectoryException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            seen.nextDirectory();
        }
        return Optional.empty();
    }

    /**
     * Says what becomes of one user, and why: who is found, in which groups, with which roles, and what each rule says.
     *
     * <p>Without a password the engine looks as a login goes on once the password was right. With one, it also logs in
     * once, as any login does: a wrong password counts at the server. May block for ten times the longest
     * {@code loginTimeout}, since groups above groups are asked for one by one.
     *
     * @param name the name as it would be typed
     * @param password the user's password, or {@code null}; whoever calls wipes it. It is not sent where
     *     {@code userPassword} has passwords compared
     * @return what was seen
     */
    public Explanation explain(String name, @Nullable Secret password) {
        try (Explainer explainer = new Explainer(configs, matcher, name)) {
            return explainer.explain(password);
        }
    }

    private static LoginRequest request(RealmConfig config, UsernamePassword login) {
        return LoginRequest.of(login, new Origin("inspector", null), Deadline.after(config.loginTimeout()));
    }

    private static boolean isRefused(List<ServerReport> reports) {
        return reports.stream()
                .flatMap(report -> report.stages().stream())
                .anyMatch(stage -> stage.stage() == Stage.LOGIN && stage.outcome() == Outcome.FAILED);
    }
}
