package org.latchkey.internal.inspect;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.LogText;
import org.latchkey.auth.LoginRequest;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.ServerUrl;
import org.latchkey.inspect.Outcome;
import org.latchkey.inspect.ServerReport;
import org.latchkey.inspect.Stage;
import org.latchkey.inspect.StageReport;
import org.latchkey.internal.connection.ConnectionFactory;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.spi.DirectoryException;

/** Walks the stages at one server, up to the first that fails. Used once, by one thread. */
public final class ServerWalk {

    private final RealmConfig config;
    private final ServerUrl server;
    private final ConnectionFactory factory;
    private final OpeningSteps steps;
    private final Product product;
    private final Clock clock;
    private final List<StageReport> reports = new ArrayList<>();

    /**
     * Makes a walk; nothing is sent.
     *
     * @param config the configuration, with this server alone
     * @param server the server
     * @param factory opens connections
     * @param steps what the factory tells of them
     * @param product the engine's parts
     * @param clock the time of day
     */
    public ServerWalk(
            RealmConfig config,
            ServerUrl server,
            ConnectionFactory factory,
            OpeningSteps steps,
            Product product,
            Clock clock) {
        this.config = config;
        this.server = server;
        this.factory = factory;
        this.steps = steps;
        this.product = product;
        this.clock = clock;
    }

    /** What is looked at within a stage. */
    @FunctionalInterface
    private interface Look {
        Note take(CountedSession session) throws DirectoryException;
    }

    /** Which keys to change when the directory does not answer. */
    @FunctionalInterface
    private interface Blame {
        List<ConfigKey> keys(DirectoryException fault);
    }

    /**
     * Walks all stages but the login.
     *
     * @return what was seen
     */
    public ServerReport walk() {
        reports.add(configuration().report(Stage.CONFIGURATION, 0, 0));
        steps.begin();
        try (DirectoryConnection fresh = factory.openForBinds(server)) {
            reports.addAll(steps.reports(config.directory(), server, null));
            whoItIs(fresh);
        } catch (DirectoryException e) {
            reports.addAll(steps.reports(config.directory(), server, e));
        }
        return report();
    }

    /**
     * The same, and then a login.
     *
     * @param seen what the walk has seen
     * @param request the login
     * @param oneOfSeveral whether another directory may know who this one does not
     * @return what was seen, and how the login ended where the walk came so far
     */
    public ServerReport login(ServerReport seen, LoginRequest request, boolean oneOfSeveral) {
        if (seen.failure().isPresent()) {
            return seen;
        }
        long since = System.nanoTime();
        AuthenticationResult result = product.login(request);
        Note note = new LoginStage(oneOfSeveral).of(request, result);
        reports.add(note.report(
                Stage.LOGIN, System.nanoTime() - since, request.trace().operations()));
        return report();
    }

    /**
     * The same, without the login that was asked for.
     *
     * @param seen what the walk has seen
     * @param why why it is not tried
     * @return what was seen, and why no login was tried where the walk came so far
     */
    public ServerReport withoutLogin(ServerReport seen, String why) {
        if (seen.failure().isEmpty()) {
            reports.add(Note.skipped(why).report(Stage.LOGIN, 0, 0));
        }
        return report();
    }

    private ServerReport report() {
        return new ServerReport(config.name(), server.toString(), reports);
    }

    private Note configuration() {
        Note note = Note.passed("read").and("taken", config.expansion());
        for (String warning : config.warnings()) {
            note = note.warning(warning);
        }
        return note;
    }

    private void whoItIs(DirectoryConnection fresh) {
        DirectoryConfig directory = config.directory();
        RootDse root = new RootDse(!server.tls() && !directory.tls().startTls(), clock);
        CountedSession session = new CountedSession(fresh);
        if (look(Stage.ROOT_DSE, session, root::read, fault -> Remedies.opening(Stage.ROOT_DSE, fault))) {
            asService(root);
        }
    }

    private void asService(RootDse root) {
        long since = System.nanoTime();
        int binds = config.directory().service().isAnonymous() ? 0 : 1;
        try (DirectoryConnection connection = factory.openForService(server)) {
            reports.add(service().report(Stage.SERVICE_BIND, System.nanoTime() - since, binds));
            inside(new CountedSession(connection), root);
        } catch (DirectoryException e) {
            List<ConfigKey> keys = Remedies.service(config.directory(), server, e);
            reports.add(Note.failed(String.valueOf(e.getMessage()), keys)
                    .report(Stage.SERVICE_BIND, System.nanoTime() - since, binds));
        }
    }

    private Note service() {
        String name = config.directory().service().name();
        if (config.user().serviceTemplate() != null) {
            return Note.skipped("connectionName has a place for the name, so a user's login tells: give one");
        }
        return config.directory().service().isAnonymous()
                ? Note.skipped("searches are anonymous: connectionName is not set")
                : Note.passed("bound as " + LogText.escaped(String.valueOf(name)));
    }

    private void inside(CountedSession session, RootDse root) {
        UserStages users = new UserStages(config);
        GroupStages groups = new GroupStages(config, product);
        Optional<String> unsearched = users.whyNot();
        boolean ready = unsearched.isPresent()
                ? skip(unsearched.get())
                : search(Stage.USER_BASE, session, users::base)
                        && look(Stage.USERS, session, users::visible, fault -> users.remedies())
                        && search(Stage.LOGIN_ATTRIBUTE, session, users::loginAttribute)
                        && search(Stage.ID_ATTRIBUTE, session, users::idAttribute)
                        && search(Stage.GROUPS, session, groups::visible)
                        && search(Stage.MEMBERSHIP, session, asked -> groups.membership(asked, users.names()))
                        && search(Stage.NAMED_GROUPS, session, groups::named);
        if (ready) {
            search(Stage.CLOCK, session, asked -> root.clock());
        }
    }

    private boolean skip(String why) {
        for (Stage stage : List.of(Stage.USER_BASE, Stage.USERS, Stage.GROUPS)) {
            reports.add(Note.skipped(why).report(stage, 0, 0));
        }
        return true;
    }

    private boolean search(Stage stage, CountedSession session, Look look) {
        return look(stage, session, look, fault -> Remedies.searching(stage));
    }

    private boolean look(Stage stage, CountedSession session, Look look, Blame blame) {
        long since = System.nanoTime();
        int before = session.searches();
        Note note;
        try {
            note = look.take(session);
        } catch (DirectoryException e) {
            note = Note.failed(String.valueOf(e.getMessage()), blame.keys(e));
        }
        StageReport report = note.report(stage, System.nanoTime() - since, session.searches() - before);
        reports.add(report);
        return report.outcome() != Outcome.FAILED;
    }

    /**
     * A server that could not be found.
     *
     * @param config the configuration
     * @param server what should have led to servers
     * @param fault why it did not
     * @param nanos how long that took
     * @return what was seen
     */
    public static ServerReport unfound(RealmConfig config, ServerUrl server, DirectoryException fault, long nanos) {
        String sentence = String.valueOf(fault.getMessage());
        return new ServerReport(
                config.name(),
                server.toString(),
                List.of(Note.failed(sentence, ConfigKey.CONNECTION_URL).report(Stage.DNS, nanos, 0)));
    }
}
