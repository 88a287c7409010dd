package org.latchkey.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.PendingUser;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;
import org.latchkey.spi.UserResolver;

/** The plans against a directory that is a list of names: what is sent, in which order, and what it comes to. */
class LoginPipelineTest {

    private static final Dn HERE = Dn.parse("uid=alice,ou=here");
    private static final Dn THERE = Dn.parse("uid=alice,ou=there");

    /** What was sent, taken and given up, in order. */
    private final List<String> events = new ArrayList<>();
    /** The name each entry bears. */
    private final Map<Dn, String> entries = new HashMap<>(Map.of(HERE, "alice"));

    private final Map<Dn, String> passwords = new HashMap<>(Map.of(HERE, "right", THERE, "right"));
    private final RecentLogins recent = new RecentLogins(true, Duration.ofMinutes(10), System::nanoTime);
    private @Nullable UnavailableCause fault;
    private boolean admitted = true;
    private Map<String, String> told = Map.of();

    private final Stages stages = new Stages(new Users(), EntryReading.AHEAD, new Binds(), new Searched(), false);
    private final LoginPlan search = new SearchPlan("search", stages);

    private AuthenticationResult login(LoginPlan plan, RecentLogins memory, String password) {
        events.clear();
        LoginRequest request = LoginRequest.of(
                new Credentials.UsernamePassword("alice", Secret.of(password)),
                new Origin("test", null),
                Deadline.after(Duration.ofSeconds(5)));
        AuthenticationResult result = new LoginPipeline(
                        any -> new Wire(),
                        plan,
                        memory,
                        (user, groups) -> admitted ? Optional.empty() : Optional.of(RejectionReason.NOT_ADMITTED),
                        (user, groups) -> new LinkedHashSet<>(groups.stream()
                                .flatMap(group -> group.roleName().stream())
                                .toList()),
                        (typed, user, groups, roles, told) -> new DirectoryPrincipal(user.canonical(), roles, told))
                .authenticate(request);
        events.add("plan " + request.trace().plan());
        return result;
    }

    private AuthenticationResult login(String password) {
        return login(new RememberedPlan(stages, recent, search), recent, password);
    }

    private static Set<String> roles(AuthenticationResult result) {
        return ((Authenticated) result).principal().roles();
    }

    @Test
    void a_first_login_searches_and_looks_for_groups_while_it_binds() {
        assertThat(roles(login("right"))).containsExactly("group of " + HERE);
        assertThat(events)
                .containsExactly(
                        "send find",
                        "take find",
                        "send groups " + HERE,
                        "bind " + HERE,
                        "take groups " + HERE,
                        "plan search");
    }

    @Test
    void a_second_login_sends_everything_at_once() {
        login("right");
        assertThat(roles(login("right"))).containsExactly("group of " + HERE);
        assertThat(events)
                .containsExactly(
                        "send read " + HERE,
                        "send groups " + HERE,
                        "bind " + HERE,
                        "take read " + HERE,
                        "take groups " + HERE,
                        "plan remembered");
    }

    @Test
    void a_wrong_password_for_a_remembered_dn_is_searched_for_and_never_bound_again() {
        login("right");
        assertThat(login("wrong")).isEqualTo(new Rejected(RejectionReason.BAD_PASSWORD));
        assertThat(events)
                .containsExactly(
                        "send read " + HERE,
                        "send groups " + HERE,
                        "bind " + HERE,
                        "drop groups " + HERE,
                        "drop read " + HERE,
                        "send find",
                        "take find",
                        "plan remembered,search");
        login("wrong");
        assertThat(events).containsExactly("send find", "take find", "bind " + HERE, "plan search");
    }

    @Test
    void a_moved_entry_is_found_and_bound_where_it_is_now() {
        login("right");
        entries.remove(HERE);
        passwords.remove(HERE);
        entries.put(THERE, "alice");
        assertThat(roles(login("right"))).containsExactly("group of " + THERE);
        assertThat(events)
                .filteredOn(event -> event.startsWith("bind"))
                .containsExactly("bind " + HERE, "bind " + THERE);
        login("right");
        assertThat(events).contains("bind " + THERE, "plan remembered").doesNotContain("bind " + HERE);
    }

    @Test
    void an_entry_that_bears_the_name_no_more_lets_nobody_in_though_its_password_is_right() {
        login("right");
        entries.put(HERE, "alicia");
        assertThat(login("right")).isEqualTo(new Rejected(RejectionReason.UNKNOWN_USER));
        assertThat(events).filteredOn(event -> event.startsWith("bind")).hasSize(1);
    }

    @Test
    void a_name_that_went_to_another_entry_is_that_entrys() {
        login("right");
        entries.put(HERE, "alicia");
        entries.put(THERE, "alice");
        passwords.put(THERE, "other");
        assertThat(login("right")).isEqualTo(new Rejected(RejectionReason.BAD_PASSWORD));
        assertThat(events)
                .filteredOn(event -> event.startsWith("bind"))
                .containsExactly("bind " + HERE, "bind " + THERE);
        assertThat(login("other")).isInstanceOf(Authenticated.class);
    }

    /** As when the read was answered by a replica that lags behind. */
    @Test
    void an_entry_that_only_the_search_finds_again_is_not_bound_twice() {
        login("right");
        recent.accepted("alice", HERE);
        Users forgetful = new Users() {
            @Override
            public PendingUser beginReading(String username, Dn dn, DirectorySession session) {
                return () -> new UserResolution.NotFound(RejectionReason.UNKNOWN_USER);
            }
        };
        Stages lagging = new Stages(forgetful, EntryReading.AHEAD, new Binds(), new Searched(), false);
        var result = login(new RememberedPlan(lagging, recent, search), recent, "right");
        assertThat(roles(result)).containsExactly("group of " + HERE);
        assertThat(events).filteredOn(event -> event.startsWith("bind")).hasSize(1);
    }

    @Test
    void an_error_forgets_nothing_and_closes_what_was_begun() {
        login("right");
        fault = UnavailableCause.TIMEOUT;
        assertThat(login("right")).isInstanceOf(Unavailable.class);
        assertThat(events).contains("drop read " + HERE, "drop groups " + HERE);
        assertThat(recent.dn("alice")).contains(HERE);
    }

    @Test
    void who_is_not_admitted_is_remembered_as_little_as_who_is_unknown() {
        admitted = false;
        assertThat(login("right")).isEqualTo(new Rejected(RejectionReason.NOT_ADMITTED));
        assertThat(recent.dn("alice")).isEmpty();
    }

    @Test
    void without_overlap_one_thing_follows_another_and_nothing_is_sent_for_a_wrong_password() {
        RecentLogins off = new RecentLogins(false, Duration.ZERO, System::nanoTime);
        login(search, off, "right");
        assertThat(events)
                .containsExactly(
                        "send find",
                        "take find",
                        "bind " + HERE,
                        "send groups " + HERE,
                        "take groups " + HERE,
                        "plan search");
        login(search, off, "wrong");
        assertThat(events).containsExactly("send find", "take find", "bind " + HERE, "plan search");
    }

    @Test
    void where_groups_are_searched_as_the_user_nothing_is_sent_before_the_bind_is_answered() {
        LoginPlan asUser = new SearchPlan(
                "search", new Stages(new Users(), EntryReading.AHEAD, new Binds(), new Searched(), true));
        login(asUser, recent, "right");
        assertThat(events.indexOf("bind " + HERE)).isLessThan(events.indexOf("send groups " + HERE));
    }

    @Test
    void what_the_bind_told_reaches_the_principal_by_every_plan() {
        told = Map.of("left", "3");
        Users lagging = new Users() {
            @Override
            public PendingUser beginReading(String username, Dn dn, DirectorySession session) {
                return () -> new UserResolution.NotFound(RejectionReason.UNKNOWN_USER);
            }
        };
        Stages behind = new Stages(lagging, EntryReading.AHEAD, new Binds(), new Searched(), false);
        for (LoginPlan plan : List.of(
                search,
                new RememberedPlan(stages, recent, search),
                new RememberedPlan(stages, recent, search),
                new RememberedPlan(behind, recent, search))) {
            assertThat(((Authenticated) login(plan, recent, "right"))
                            .principal()
                            .attributes())
                    .isEqualTo(told);
        }
        assertThat(events).contains("plan remembered,search");
    }

    @Test
    void what_the_bind_of_the_bare_name_told_is_kept_where_no_other_bind_tells() {
        CredentialVerifier nameFirst = new CredentialVerifier() {
            @Override
            public Verification verifyName(LoginRequest request) {
                return new Verification.Verified(null, null, null, Map.of("left", "2"), () -> {});
            }

            @Override
            public Verification verifyUser(LoginRequest request, List<User> candidates) {
                return Verification.Verified.of(candidates.get(0), told);
            }
        };
        LoginPlan plan = new SearchPlan(
                "name-first", new Stages(new Users(), EntryReading.NONE, nameFirst, new Searched(), false));
        assertThat(((Authenticated) login(plan, recent, "right")).principal().attributes())
                .containsEntry("left", "2");
        told = Map.of("left", "1");
        assertThat(((Authenticated) login(plan, recent, "right")).principal().attributes())
                .containsEntry("left", "1");
    }

    @Test
    void an_unknown_name_spends_its_decoy_and_takes_no_group_search() {
        entries.clear();
        assertThat(login("right")).isEqualTo(new Rejected(RejectionReason.UNKNOWN_USER));
        assertThat(events).containsExactly("send find", "take find", "decoy", "plan search");
    }

    /** Finds the entry that bears the name. */
    private static class Users implements UserResolver {

        @Override
        public UserResolution resolve(String username, DirectorySession session) throws DirectoryException {
            return only(username, session.search(SearchSpec.one(Dn.ROOT, SearchSpec.Scope.SUBTREE, "find", List.of())));
        }

        @Override
        public PendingUser beginReading(String username, Dn dn, DirectorySession session) throws DirectoryException {
            PendingSearch read = session.begin(SearchSpec.entry(dn, "read " + dn, List.of()));
            return new PendingUser() {
                @Override
                public UserResolution resolve() throws DirectoryException {
                    return only(username, read.results());
                }

                @Override
                public void close() {
                    read.close();
                }
            };
        }

        private static UserResolution only(String username, SearchResults found) {
            return found.entries().isEmpty()
                    ? new UserResolution.NotFound(RejectionReason.UNKNOWN_USER)
                    : new UserResolution.Found(
                            User.read(username, username, found.entries().get(0)));
        }
    }

    private static final class Searched implements GroupResolver {

        @Override
        public org.latchkey.spi.PendingGroups begin(User user, DirectorySession session) throws DirectoryException {
            PendingSearch sent =
                    session.begin(SearchSpec.all(Dn.ROOT, SearchSpec.Scope.SUBTREE, "groups " + user.dn(), List.of()));
            return new org.latchkey.spi.PendingGroups() {
                @Override
                public List<Group> collect(User found) throws DirectoryException {
                    sent.results();
                    return List.of(new Group(null, "group of " + found.dn()));
                }

                @Override
                public void close() {
                    sent.close();
                }
            };
        }
    }

    private final class Binds implements CredentialVerifier {

        @Override
        public Verification verifyUser(LoginRequest request, List<User> candidates) throws DirectoryException {
            User user = candidates.get(0);
            events.add("bind " + user.dn());
            if (fault != null) {
                throw new DirectoryException(fault, "no answer");
            }
            String typed = ((Credentials.UsernamePassword) request.credentials())
                    .password()
                    .reveal(text -> text);
            return typed.equals(passwords.get(user.dn()))
                    ? Verification.Verified.of(user, told)
                    : new Verification.Refused(RejectionReason.BAD_PASSWORD);
        }

        @Override
        public void spendDecoy(LoginRequest request) {
            events.add("decoy");
        }
    }

    /** Notes what is sent; an answer is made when it is taken. */
    private final class Wire implements DirectorySession {

        @Override
        public SearchResults search(SearchSpec spec) throws DirectoryException {
            try (PendingSearch sent = begin(spec)) {
                return sent.results();
            }
        }

        @Override
        public PendingSearch begin(SearchSpec spec) {
            events.add("send " + spec.filter());
            return new PendingSearch() {
                private boolean done;

                @Override
                public SearchResults results() {
                    done = true;
                    events.add("take " + spec.filter());
                    List<DirectoryEntry> found = new ArrayList<>();
                    entries.forEach((dn, name) -> {
                        if (name.equals("alice") && (spec.base().isRoot() || dn.equals(spec.base()))) {
                            found.add(new DirectoryEntry(dn, Map.of()));
                        }
                    });
                    return new SearchResults(found, false);
                }

                @Override
                public void close() {
                    if (!done) {
                        done = true;
                        events.add("drop " + spec.filter());
                    }
                }
            };
        }
    }
}
