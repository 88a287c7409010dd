package org.latchkey.internal.inspect;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.ServerUrl;
import org.latchkey.inspect.DirectoryShape;
import org.latchkey.inspect.GroupKind;
import org.latchkey.inspect.GroupsSeen;
import org.latchkey.inspect.ServerReport;
import org.latchkey.inspect.Stage;
import org.latchkey.inspect.StageReport;
import org.latchkey.inspect.SurveyAnswers;
import org.latchkey.inspect.SurveyReport;
import org.latchkey.inspect.UsersSeen;
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
            return report(inside(new CountedSession(connection), known, answers));
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

    private @Nullable DirectoryShape inside(CountedSession session, ServerKind known, SurveyAnswers answers) {
        long since = System.nanoTime();
        try {
            Dn given = answers.userBase() == null ? null : Dn.parse(answers.userBase());
            for (Dn suffix : suffixes(known, given)) {
                UserSurvey survey = new UserSurvey(session, known.isActiveDirectory(), name());
                Optional<UsersSeen> users =
                        survey.below(given == null ? suffix : given, given != null, answers.loginAttribute());
                if (users.isPresent()) {
                    reports.add(users(users.get()).report(Stage.USERS, System.nanoTime() - since, session.searches()));
                    return shape(session, known, suffix, users.get(), answers);
                }
            }
            reports.add(nobody(answers).report(Stage.USERS, System.nanoTime() - since, session.searches()));
        } catch (DirectoryException e) {
            reports.add(Note.failed(String.valueOf(e.getMessage()), blamed())
                    .report(Stage.USERS, System.nanoTime() - since, session.searches()));
        }
        return null;
    }

    private List<Dn> suffixes(ServerKind known, @Nullable Dn userBase) {
        Dn root = config.user().base();
        if (!root.isRoot()) {
            return List.of(root);
        }
        List<Dn> contexts = known.contexts();
        if (userBase == null) {
            return contexts;
        }
        return List.of(contexts.stream().filter(userBase::isWithin).findFirst().orElse(userBase));
    }

    private List<ConfigKey> blamed() {
        return config.directory().service().isAnonymous()
                ? List.of(ConfigKey.CONNECTION_NAME)
                : List.of(ConfigKey.USER_BASE, ConfigKey.CONNECTION_NAME);
    }

    private Note nobody(SurveyAnswers answers) {
        String who = config.directory().service().isAnonymous() ? "an anonymous search" : "the service account";
        String what = answers.loginAttribute() == null
                ? "has anything to log in by"
                : "has " + LogText.escaped(answers.loginAttribute());
        return Note.failed("nobody whom " + who + " can see " + what, blamed());
    }

    private static Note users(UsersSeen seen) {
        String carried = seen.carried().entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
        return Note.passed("users below " + LogText.quoted(seen.base()) + " by "
                + LogText.escaped(seen.loginAttribute()) + " (of " + seen.looked() + " looked at: " + carried + ")");
    }

    private @Nullable DirectoryShape shape(
            CountedSession session, ServerKind known, Dn suffix, UsersSeen users, SurveyAnswers answers) {
        long since = System.nanoTime();
        int before = session.searches();
        try {
            GroupSurvey survey = new GroupSurvey(session);
            Dn given = answers.groupBase() == null ? null : Dn.parse(answers.groupBase());
            GroupsSeen groups = known.isActiveDirectory()
                    ? survey.ofActiveDirectory(given == null ? suffix : given)
                    : survey.below(given == null ? suffix : given, given != null);
            Note note = groups(groups);
            for (Dn left : survey.leftOut()) {
                note = note.warning("groups right below " + LogText.quoted(left.toString())
                        + " are left out: beside them are references to other servers, with which no answer is whole");
            }
            reports.add(note.report(Stage.GROUPS, System.nanoTime() - since, session.searches() - before));
            return new DirectoryShape(
                    RootDse.vendor(known.root()), known.preset(session, suffix), suffix.hexEscaped(), users, groups);
        } catch (DirectoryException e) {
            reports.add(Note.failed(String.valueOf(e.getMessage()), ConfigKey.ROLE_BASE)
                    .report(Stage.GROUPS, System.nanoTime() - since, session.searches() - before));
            return null;
        }
    }

    private static Note groups(GroupsSeen seen) {
        if (seen.kinds().isEmpty()) {
            return Note.passed("no groups are seen")
                    .warning("no groups are seen: nobody gets a role from one. commonRole gives everybody a role");
        }
        String bases = seen.bases().stream().map(LogText::quoted).collect(Collectors.joining("; "));
        String kinds = seen.kinds().stream().map(GroupKind::attribute).collect(Collectors.joining(", "));
        return Note.passed("groups below " + bases + " by " + kinds + (seen.nested() ? ", groups in groups" : ""));
    }

    private SurveyReport report(@Nullable DirectoryShape shape) {
        ServerKind known = kind;
        return new SurveyReport(
                new ServerReport("", server.toString(), reports),
                known != null && RootDse.offersStartTls(known.root()),
                Optional.ofNullable(shape));
    }
}
