package org.latchkey.internal.inspect;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Preset;
import org.latchkey.config.RealmConfig;
import org.latchkey.inspect.DirectoryShape;
import org.latchkey.inspect.GroupKind;
import org.latchkey.inspect.GroupsSeen;
import org.latchkey.inspect.Stage;
import org.latchkey.inspect.StageReport;
import org.latchkey.inspect.SurveyAnswers;
import org.latchkey.inspect.UsersSeen;
import org.latchkey.spi.DirectoryException;

/** Finds out how a directory is laid out, naming context by naming context, until one has users. Used once, by one thread. */
final class ShapeSurvey {

    private final RealmConfig config;
    private final ServerKind server;
    private final CountedSession session;
    private final SurveyAnswers answers;
    private final Consumer<StageReport> reports;
    private long since = System.nanoTime();
    private int before;

    /**
     * Makes a survey; nothing is sent.
     *
     * @param config who searches, and from which root
     * @param server what the server is
     * @param session asks it
     * @param answers what is known already
     * @param reports takes each stage
     */
    ShapeSurvey(
            RealmConfig config,
            ServerKind server,
            CountedSession session,
            SurveyAnswers answers,
            Consumer<StageReport> reports) {
        this.config = config;
        this.server = server;
        this.session = session;
        this.answers = answers;
        this.reports = reports;
    }

    /** A place in the tree, and whether that is known rather than where to begin. */
    private record Start(Dn base, boolean known) {}

    Optional<DirectoryShape> look() {
        DirectoryException fault = null;
        for (Dn suffix : suffixes()) {
            try {
                Optional<Preset> preset = server.preset(session, suffix);
                Optional<UsersSeen> users = users(suffix, preset);
                if (users.isPresent()) {
                    report(Stage.USERS, told(users.get()));
                    return groups(suffix, preset, users.get());
                }
            } catch (DirectoryException e) {
                fault = e;
            }
        }
        report(Stage.USERS, fault == null ? nobody() : Note.failed(String.valueOf(fault.getMessage()), blamed()));
        return Optional.empty();
    }

    private List<Dn> suffixes() {
        Dn root = config.user().base();
        if (!root.isRoot()) {
            return List.of(root);
        }
        List<Dn> contexts = server.contexts();
        if (answers.userBase() == null) {
            return contexts;
        }
        Dn users = Dn.parse(answers.userBase());
        return List.of(contexts.stream().filter(users::isWithin).findFirst().orElse(users));
    }

    private Optional<UsersSeen> users(Dn suffix, Optional<Preset> preset) throws DirectoryException {
        Start start = start(answers.userBase(), ConfigKey.USER_BASE, preset, suffix);
        Optional<String> self = Optional.ofNullable(config.directory().service().name());
        return new UserSurvey(session, server.isActiveDirectory(), self)
                .below(start.base(), start.known(), answers.loginAttribute());
    }

    /** As was said, else where such a directory has them always, else anywhere. */
    private static Start start(@Nullable String given, ConfigKey key, Optional<Preset> preset, Dn suffix) {
        if (given != null) {
            return new Start(Dn.parse(given), true);
        }
        return preset.flatMap(layout -> Optional.ofNullable(layout.keys().get(key)))
                .map(base -> new Start(Dn.parse(base).under(suffix), true))
                .orElseGet(() -> new Start(suffix, false));
    }

    private Optional<DirectoryShape> groups(Dn suffix, Optional<Preset> preset, UsersSeen users) {
        try {
            Start start = start(answers.groupBase(), ConfigKey.ROLE_BASE, preset, suffix);
            GroupSurvey survey = new GroupSurvey(session);
            GroupsSeen groups = server.isActiveDirectory()
                    ? survey.ofActiveDirectory(start.base())
                    : survey.below(start.base(), start.known());
            report(Stage.GROUPS, told(groups, survey.leftOut()));
            return Optional.of(
                    new DirectoryShape(RootDse.vendor(server.root()), preset, suffix.hexEscaped(), users, groups));
        } catch (DirectoryException e) {
            report(Stage.GROUPS, Note.failed(String.valueOf(e.getMessage()), ConfigKey.ROLE_BASE));
            return Optional.empty();
        }
    }

    private void report(Stage stage, Note note) {
        long now = System.nanoTime();
        reports.accept(note.report(stage, now - since, session.searches() - before));
        since = now;
        before = session.searches();
    }

    private boolean isAnonymous() {
        return config.directory().service().isAnonymous();
    }

    private List<ConfigKey> blamed() {
        return isAnonymous()
                ? List.of(ConfigKey.CONNECTION_NAME)
                : List.of(ConfigKey.USER_BASE, ConfigKey.CONNECTION_NAME);
    }

    private Note nobody() {
        String who = isAnonymous() ? "an anonymous search" : "the service account";
        String what = answers.loginAttribute() == null
                ? "has anything to log in by"
                : "has " + LogText.escaped(answers.loginAttribute());
        return Note.failed("nobody whom " + who + " can see " + what, blamed());
    }

    private static Note told(UsersSeen seen) {
        String carried = seen.carried().entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
        return Note.passed("users below " + LogText.quoted(seen.base()) + " by "
                + LogText.escaped(seen.loginAttribute()) + " (of " + seen.looked() + " looked at: " + carried + ")");
    }

    private static Note told(GroupsSeen seen, List<Dn> leftOut) {
        if (seen.kinds().isEmpty()) {
            return Note.passed("no groups are seen")
                    .warning("nobody gets a role from a group. commonRole gives everybody a role");
        }
        String bases = seen.bases().stream().map(LogText::quoted).collect(Collectors.joining("; "));
        String kinds = seen.kinds().stream().map(GroupKind::attribute).collect(Collectors.joining(", "));
        Note note = Note.passed("groups below " + bases + " by " + kinds + (seen.nested() ? ", groups in groups" : ""));
        for (Dn left : leftOut) {
            note = note.warning("groups right below " + LogText.quoted(left.toString())
                    + " are left out: beside them are references to other servers, with which no answer is whole");
        }
        return note;
    }
}
