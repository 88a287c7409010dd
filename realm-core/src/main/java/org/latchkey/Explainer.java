package org.latchkey;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.LoginTrace;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.RealmConfig;
import org.latchkey.inspect.Explanation;
import org.latchkey.inspect.Hypothesis;
import org.latchkey.inspect.Outcome;
import org.latchkey.inspect.StageReport.Cost;
import org.latchkey.inspect.UserLook;
import org.latchkey.inspect.Verdict;
import org.latchkey.internal.guard.ListeningAuthenticator;
import org.latchkey.internal.inspect.BindAnswers;
import org.latchkey.internal.inspect.Doors;
import org.latchkey.internal.inspect.Hypotheses;
import org.latchkey.internal.inspect.UserNotes;
import org.latchkey.internal.inspect.Verdicts;
import org.latchkey.internal.inspect.Verdicts.Sight;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;

/**
 * Has the engine look somebody up, as a login goes on after its password, and watches it; with a password, it has somebody
 * log in besides. Used by one thread.
 */
final class Explainer implements AutoCloseable {

    /** Groups are asked for one by one, which takes longer than a login may. */
    private static final int PATIENCE = 10;

    private static final Set<RejectionReason> NOBODY = Set.of(
            RejectionReason.UNKNOWN_USER,
            RejectionReason.AMBIGUOUS_USER,
            RejectionReason.INVALID_USERNAME,
            RejectionReason.USERNAME_TOO_LONG,
            RejectionReason.USERNAME_NOT_ALLOWED,
            RejectionReason.OTHER_DOMAIN);

    private final List<RealmConfig> configs;
    private final StoredPasswordMatcher matcher;
    private final String name;
    private final LoginTrace trace = new LoginTrace();
    private final Logger log = System.getLogger("org.latchkey");
    private final List<OpenDirectory> opened = new ArrayList<>();

    Explainer(List<RealmConfig> configs, StoredPasswordMatcher matcher, String name) {
        this.configs = configs;
        this.matcher = matcher;
        this.name = name;
    }

    /** The directories of one engine, and who watches each. */
    private record Engine(List<OpenDirectory> directories, List<WatchedDirectory> watches, Authenticator chain) {}

    private Engine engine(boolean looksOnly) {
        List<OpenDirectory> directories = new ArrayList<>();
        List<WatchedDirectory> watches = new ArrayList<>();
        for (RealmConfig config : configs) {
            WatchedDirectory watch = new WatchedDirectory(config, name.strip(), looksOnly);
            OpenDirectory directory = new OpenDirectory(config, matcher, log, watch);
            watches.add(watch);
            directories.add(directory);
            opened.add(directory);
        }
        Authenticator chain = directories.size() == 1
                ? directories.get(0)
                : new SeveralDirectories(directories, warning -> log.log(Logger.Level.WARNING, warning));
        return new Engine(directories, watches, guarded(chain));
    }

    /** A defect, or a class of the site's own that throws, ends a look as it ends a login. */
    private Authenticator guarded(Authenticator inner) {
        return new ListeningAuthenticator(inner, (request, result, took) -> {}, log, System::nanoTime);
    }

    Explanation explain(@Nullable Secret password) {
        long since = System.nanoTime();
        boolean comparing = configs.stream().anyMatch(config -> config.user().passwordAttribute() != null);
        Engine looking = engine(true);
        LoginRequest look = look();
        AuthenticationResult seen = looking.chain().authenticate(look);
        return password == null || comparing
                ? explanation(looking, null, look, seen, since)
                : login(looking, new UsernamePassword(name, password), since);
    }

    private Explanation login(Engine looking, UsernamePassword typed, long since) {
        Engine proving = engine(false);
        LoginRequest login = request(typed, new LoginTrace());
        AuthenticationResult result = proving.chain().authenticate(login);
        for (int i = 0; i < login.trace().operations(); i++) {
            trace.operation(String.valueOf(login.trace().server()));
        }
        return explanation(looking, proving, login, result, since);
    }

    /** Asks by a password that is never sent. */
    private LoginRequest look() {
        return request(new UsernamePassword(name, Secret.of("-")), trace);
    }

    private LoginRequest request(UsernamePassword credentials, LoginTrace noted) {
        Duration longest = configs.stream()
                .map(RealmConfig::loginTimeout)
                .max(Duration::compareTo)
                .orElseThrow()
                .multipliedBy(PATIENCE);
        return new LoginRequest(
                credentials, name.strip(), new Origin("inspector", null), Deadline.after(longest), noted);
    }

    private Explanation explanation(
            Engine looking, @Nullable Engine proving, LoginRequest request, AuthenticationResult result, long since) {
        Verdict verdict = Verdicts.of(result, sight(configs, proving != null));
        List<UserLook> looks = new ArrayList<>();
        for (int i = 0; i < configs.size(); i++) {
            looks.add(look(looking, proving, i, verdict));
        }
        String decidedBy = request.trace().directory();
        return new Explanation(
                name,
                verdict,
                decidedBy == null ? "" : decidedBy,
                proving == null ? null : BindAnswers.of(request.trace(), result),
                Doors.answers(request.credentials(), result),
                looks,
                new Cost(Duration.ofNanos(System.nanoTime() - since), trace.operations()));
    }

    private static Sight sight(List<RealmConfig> configs, boolean login) {
        boolean asUser = configs.stream()
                .anyMatch(config -> config.roles().searchAsUser()
                        || config.user().searchAsUser()
                        || config.user().attributesAsUser());
        return login ? Sight.LOGIN : asUser ? Sight.SERVICE_ONLY : Sight.LOOK;
    }

    private UserLook look(Engine looking, @Nullable Engine proving, int place, Verdict whole) {
        OpenDirectory directory = looking.directories().get(place);
        WatchedDirectory looked = looking.watches().get(place);
        WatchedDirectory proved = proving == null ? looked : proving.watches().get(place);
        Optional<AuthenticationResult> came = proved.last();
        AuthenticationResult result = came.orElseGet(() -> guarded(directory).authenticate(look()));
        UserNotes notes = proved.notes().hasFound() ? proved.notes() : looked.notes();
        askWhatLedWhere(notes, directory);
        Verdict verdict = Verdicts.of(result, sight(List.of(configs.get(place)), proving != null && came.isPresent()));
        return notes.look(
                came.isPresent(), verdict, directory.membership(), hypotheses(directory, place, result, whole));
    }

    /** Where this cannot be told, the groups are told all the same. */
    private void askWhatLedWhere(UserNotes notes, OpenDirectory directory) {
        try {
            notes.askWhatLedWhere(directory.directory().session(look()));
        } catch (DirectoryException e) {
            log.log(Logger.Level.DEBUG, "which groups led to which is not known", e);
        }
    }

    private List<Hypothesis> hypotheses(
            OpenDirectory directory, int place, AuthenticationResult result, Verdict whole) {
        if (whole.outcome() == Outcome.PASSED) {
            return List.of();
        }
        LoginRequest request = look();
        DirectorySession session = directory.directory().session(request);
        Hypotheses hypotheses = new Hypotheses(configs.get(place), name);
        if (result instanceof Unavailable unable) {
            return unable.cause() == UnavailableCause.MISCONFIGURED ? hypotheses.ofFault(session) : List.of();
        }
        return result instanceof Rejected rejected && NOBODY.contains(rejected.reason())
                ? hypotheses.tested(rejected.reason(), session)
                : List.of();
    }

    @Override
    public void close() {
        opened.forEach(OpenDirectory::close);
    }
}
