package org.latchkey.internal.inspect;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.ServerUrl;
import org.latchkey.inspect.DirectoryShape;
import org.latchkey.inspect.ServerReport;
import org.latchkey.inspect.Stage;
import org.latchkey.inspect.StageReport;
import org.latchkey.inspect.SurveyAnswers;
import org.latchkey.inspect.SurveyReport;
import org.latchkey.internal.connection.ConnectionFactory;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.spi.DirectoryException;

/** Walks from a server's name to its groups without knowing where anything is. Used once, by one thread. */
public final class SurveyWalk {

    private final RealmConfig config;
    private final ServerUrl server;
    private final ConnectionFactory factory;
    private final OpeningSteps steps;
    private final Clock clock;
    private final List<StageReport> reports = new ArrayList<>();
    private @Nullable ServerKind kind;

    /**
     * Makes a walk; nothing is sent.
     *
     * @param config how the server is reached, and as whom
     * @param server the server
     * @param factory opens connections
     * @param steps what the factory tells of them
     * @param clock the time of day
     */
    public SurveyWalk(
            RealmConfig config, ServerUrl server, ConnectionFactory factory, OpeningSteps steps, Clock clock) {
        this.config = config;
        this.server = server;
        this.factory = factory;
        this.steps = steps;
        this.clock = clock;
    }

    /**
     * Asks what the server is, without a bind.
     *
     * @return what was seen
     */
    public SurveyReport greet() {
        steps.begin();
        try (DirectoryConnection fresh = factory.openForBinds(server)) {
            opened(null);
            readRoot(new CountedSession(fresh));
        } catch (DirectoryException e) {
            failed(e);
        }
        return report(null);
    }

    /**
     * Asks what the server is, then looks for users and groups as the service.
     *
     * @param answers what is known already
     * @return what was seen
     */
    public SurveyReport look(SurveyAnswers answers) {
        greet();
        ServerKind known = kind;
        if (known == null) {
            return report(null);
        }
        long since = System.nanoTime();
        try (DirectoryConnection connection = factory.openForService(server)) {
            reports.add(service().report(Stage.SERVICE_BIND, System.nanoTime() - since, 1));
            return report(new ShapeSurvey(config, known, new CountedSession(connection), answers, reports::add)
                    .look()
                    .orElse(null));
        } catch (DirectoryException e) {
            List<ConfigKey> keys = Remedies.service(config.directory(), server, e);
            reports.add(Note.failed(String.valueOf(e.getMessage()), keys)
                    .report(Stage.SERVICE_BIND, System.nanoTime() - since, 1));
            return report(null);
        }
    }

    private void opened(@Nullable DirectoryException fault) {
        reports.addAll(steps.reports(config.directory(), server, fault));
    }

    private void failed(DirectoryException fault) {
        if (reports.isEmpty()) {
            opened(fault);
        } else {
            reports.add(Note.failed(String.valueOf(fault.getMessage()), Remedies.opening(Stage.ROOT_DSE, fault))
                    .report(Stage.ROOT_DSE, 0, 1));
        }
    }

    private void readRoot(CountedSession session) throws DirectoryException {
        DirectoryConfig directory = config.directory();
        RootDse root = new RootDse(!server.tls() && !directory.tls().startTls(), clock);
        long since = System.nanoTime();
        Note note = root.read(session);
        kind = root.entry().map(ServerKind::new).orElse(null);
        Note told = kind == null
                ? Note.failed(
                        "the server does not say what it is, so nothing can be found out: write the configuration by hand",
                        ConfigKey.CONNECTION_URL)
                : note;
        reports.add(told.report(Stage.ROOT_DSE, System.nanoTime() - since, 1));
    }

    private Note service() {
        return config.directory().service().isAnonymous()
                ? Note.skipped("searches are anonymous: connectionName is not set")
                : Note.passed("bound as " + LogText.escaped(name().orElse("")));
    }

    private Optional<String> name() {
        return Optional.ofNullable(config.directory().service().name());
    }

    private SurveyReport report(@Nullable DirectoryShape shape) {
        ServerKind known = kind;
        return new SurveyReport(
                new ServerReport("", server.toString(), reports),
                known != null && RootDse.offersStartTls(known.root()),
                Optional.ofNullable(shape));
    }
}
