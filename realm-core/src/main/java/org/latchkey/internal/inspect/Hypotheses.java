package org.latchkey.internal.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.latchkey.auth.FilterText;
import org.latchkey.auth.FilterText.Argument;
import org.latchkey.auth.LogText;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.UserSearch;
import org.latchkey.inspect.Hypothesis;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchSpec.Scope;

/** Tries what might be wrong where a name led to nobody, or to several. Used by one thread, once. */
public final class Hypotheses {

    private static final int SHOWN = 5;

    private final RealmConfig config;
    private final String name;
    private final List<Hypothesis> all = new ArrayList<>();

    /** Something to try. */
    @FunctionalInterface
    private interface Attempt {
        void make() throws DirectoryException;
    }

    /**
     * Makes it; nothing is sent.
     *
     * @param config the directory's configuration
     * @param name the name as typed
     */
    public Hypotheses(RealmConfig config, String name) {
        this.config = config;
        this.name = name.strip();
    }

    /**
     * Tries them.
     *
     * @param reason why nobody was found
     * @param session who searches
     * @return what was tried, and what was found
     */
    public List<Hypothesis> tested(RejectionReason reason, DirectorySession session) {
        switch (reason) {
            case INVALID_USERNAME ->
                add(true, "some character of " + LogText.quoted(name) + " may be in no name: no key changes that");
            case USERNAME_TOO_LONG ->
                add(
                        true,
                        "the name has " + name.codePointCount(0, name.length())
                                + " characters, and maxUsernameLength is " + config.maxUsernameLength(),
                        ConfigKey.MAX_USERNAME_LENGTH);
            case USERNAME_NOT_ALLOWED ->
                add(
                        true,
                        LogText.quoted(name) + " is not what usernamePattern wants: "
                                + config.admission().usernames(),
                        ConfigKey.USERNAME_PATTERN);
            case OTHER_DOMAIN ->
                add(
                        true,
                        LogText.quoted(name) + " is of none of the domains of usernameDomain: "
                                + String.join(", ", config.user().names().domains()),
                        ConfigKey.USERNAME_DOMAIN);
            case AMBIGUOUS_USER -> attempt(() -> several(session));
            default -> attempt(() -> unknown(session));
        }
        return List.copyOf(all);
    }

    /**
     * Tries what may keep the directory from answering.
     *
     * @param session who searches
     * @return what was found, if anything
     */
    public List<Hypothesis> ofFault(DirectorySession session) {
        UserStages stages = new UserStages(config);
        if (stages.whyNot().isEmpty()) {
            attempt(() -> isNoBase(stages, session));
        }
        return all.stream().filter(Hypothesis::holds).toList();
    }

    private void attempt(Attempt attempt) {
        try {
            attempt.make();
        } catch (DirectoryException e) {
            add(false, "the rest could not be tried: " + e.getMessage());
        }
    }

    private void add(boolean holds, String sentence, ConfigKey... keys) {
        all.add(new Hypothesis(holds, sentence, List.of(keys)));
    }

    private void several(DirectorySession session) throws DirectoryException {
        List<DirectoryEntry> found = new ArrayList<>();
        for (UserSearch search : config.user().searches()) {
            Optional<String> filter = search.filter().fill(List.of(Argument.value(lookedUp())));
            if (filter.isPresent()) {
                Scope scope = Scope.valueOf(search.scope().name());
                found.addAll(new Whereabouts(session).entries(search.base(), scope, filter.get(), List.of()));
            }
        }
        add(
                true,
                "these bear the name: " + shown(found),
                ConfigKey.USER_SEARCH,
                ConfigKey.USER_LOGIN_ATTRIBUTE,
                ConfigKey.USER_BASE);
    }

    private void unknown(DirectorySession session) throws DirectoryException {
        UserStages stages = new UserStages(config);
        Optional<String> unsearched = config.user().searches().isEmpty() ? Optional.empty() : stages.whyNot();
        if (unsearched.isPresent()) {
            add(false, "nothing was tried: " + unsearched.get() + ", so a password is wanted to look");
            return;
        }
        if (!config.user().searches().isEmpty() && isNoBase(stages, session)) {
            return;
        }
        Whereabouts where = new Whereabouts(session);
        for (UserSearch search : config.user().searches()) {
            new NearMisses(config, search, lookedUp(), where, all).look();
        }
        new OtherPlaces(config, lookedUp(), where, all).look();
        if (all.stream().noneMatch(Hypothesis::holds)
                && !config.user().searches().isEmpty()) {
            Note seen = stages.visible(session);
            if (seen.isFailure()) {
                all.add(new Hypothesis(true, seen.sentence(), seen.keys()));
            }
        }
    }

    private boolean isNoBase(UserStages stages, DirectorySession session) throws DirectoryException {
        Note base = stages.base(session);
        if (base.isFailure()) {
            all.add(new Hypothesis(true, base.sentence(), base.keys()));
        }
        return base.isFailure();
    }

    private String lookedUp() {
        return config.user().names().lookedUp(name).orElse(name);
    }

    static String shown(List<DirectoryEntry> entries) {
        return entries.stream()
                .map(entry -> LogText.quoted(entry.dn().toString()))
                .distinct()
                .limit(SHOWN)
                .collect(Collectors.joining(", "));
    }

    static String equal(String attribute, String value) {
        return "(" + Objects.requireNonNull(attribute) + "=" + FilterText.escape(value) + ")";
    }

    static String any(List<String> attributes, String value) {
        return attributes.stream().map(attribute -> equal(attribute, value)).collect(Collectors.joining("", "(|", ")"));
    }
}
