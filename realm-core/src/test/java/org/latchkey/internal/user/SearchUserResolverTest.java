package org.latchkey.internal.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Dn;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.config.UserConfig;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.PendingUser;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.UserResolution;
import org.latchkey.spi.UserResolution.Found;
import org.latchkey.spi.UserResolution.NotFound;

/** One user out of several searches, against a directory that is a list of answers by base. */
class SearchUserResolverTest {

    private static final Dn A = Dn.parse("ou=a");
    private static final Dn B = Dn.parse("ou=b");

    /** What each base answers; nothing where it is not there. */
    private final Map<String, SearchResults> answers = new TreeMap<>();

    private final List<String> events = new ArrayList<>();
    private Optional<Dn> broken = Optional.empty();

    private final DirectorySession session = new DirectorySession() {
        @Override
        public SearchResults search(SearchSpec spec) {
            throw new AssertionError("every search is sent before an answer is awaited");
        }

        @Override
        public PendingSearch begin(SearchSpec spec) {
            events.add("send " + spec.base() + " " + spec.scope() + " " + spec.filter());
            return new PendingSearch() {
                @Override
                public SearchResults results() throws DirectoryException {
                    if (broken.filter(spec.base()::equals).isPresent()) {
                        throw new DirectoryException(UnavailableCause.DIRECTORY_ERROR, "broken");
                    }
                    events.add("take " + spec.base());
                    return answers.getOrDefault(spec.base().toString(), new SearchResults(List.of(), false));
                }

                @Override
                public void close() {
                    events.add("close " + spec.base());
                }
            };
        }
    };

    private static SearchUserResolver resolver(String... more) throws Exception {
        Map<String, String> keys =
                new TreeMap<>(Map.of("userLoginAttribute", "uid", "userBase", "ou=a", "userBase.2", "ou=b"));
        for (int i = 0; i < more.length; i += 2) {
            keys.put(more[i], more[i + 1]);
        }
        UserConfig users = ConfigReader.read(Door.TOMCAT, keys).realm().user();
        return new SearchUserResolver(users, WantedAttributes.of(users, false));
    }

    private void answer(Dn base, String... dns) {
        List<DirectoryEntry> entries = new ArrayList<>();
        for (String dn : dns) {
            entries.add(new DirectoryEntry(Dn.parse(dn), Map.of("uid", List.of("alice"))));
        }
        answers.put(base.toString(), new SearchResults(entries, false));
    }

    private static String dn(UserResolution found) {
        return String.valueOf(((Found) found).user().dn());
    }

    @Test
    void all_searches_are_sent_before_any_answer_is_awaited() throws Exception {
        answer(B, "uid=alice,ou=b");
        assertThat(dn(resolver().resolve("alice", session))).isEqualTo("uid=alice,ou=b");
        assertThat(events)
                .containsExactly(
                        "send ou=a ONE (uid=alice)",
                        "send ou=b ONE (uid=alice)",
                        "take ou=a",
                        "take ou=b",
                        "close ou=a",
                        "close ou=b");
    }

    @Test
    void an_entry_under_each_base_is_nobody() throws Exception {
        answer(A, "uid=alice,ou=a");
        answer(B, "uid=alice,ou=b");
        assertThat(resolver().resolve("alice", session)).isEqualTo(new NotFound(RejectionReason.AMBIGUOUS_USER));
    }

    @Test
    void two_under_one_base_or_more_than_were_handed_out_are_nobody() throws Exception {
        answer(B, "uid=alice,ou=b", "cn=alice,ou=b");
        assertThat(resolver().resolve("alice", session)).isEqualTo(new NotFound(RejectionReason.AMBIGUOUS_USER));
        answer(B, "uid=alice,ou=b");
        answers.computeIfPresent("ou=b", (base, found) -> new SearchResults(found.entries(), true));
        assertThat(resolver().resolve("alice", session)).isEqualTo(new NotFound(RejectionReason.AMBIGUOUS_USER));
    }

    @Test
    void one_entry_that_two_bases_reach_is_one_however_its_name_is_spelled() throws Exception {
        answer(A, "uid=alice,ou=b,ou=a");
        answer(B, "UID=Alice, OU=B, OU=A");
        assertThat(dn(resolver().resolve("alice", session))).isEqualTo("uid=alice,ou=b,ou=a");
    }

    @Test
    void nobody_anywhere_is_unknown() throws Exception {
        assertThat(resolver().resolve("alice", session)).isEqualTo(new NotFound(RejectionReason.UNKNOWN_USER));
    }

    @Test
    void an_error_under_one_base_is_an_error_though_the_other_has_the_user() throws Exception {
        answer(A, "uid=alice,ou=a");
        for (Dn base : List.of(A, B)) {
            broken = Optional.of(base);
            SearchUserResolver resolver = resolver();
            assertThatThrownBy(() -> resolver.resolve("alice", session)).hasMessage("broken");
        }
        assertThat(events.stream().filter(event -> event.startsWith("send"))).hasSize(4);
        assertThat(events.stream().filter(event -> event.startsWith("close"))).hasSize(4);
    }

    @Test
    void a_known_entry_is_read_by_the_filter_of_the_base_it_is_under() throws Exception {
        SearchUserResolver resolver = resolver("userSearch.2", "(cn={0})");
        resolver.beginReading("alice", Dn.parse("uid=x,ou=a"), session).close();
        resolver.beginReading("alice", Dn.parse("uid=x,OU=B"), session).close();
        assertThat(events.stream().filter(event -> event.startsWith("send")))
                .containsExactly("send uid=x,ou=a BASE (uid=alice)", "send uid=x,OU=B BASE (cn=alice)");
    }

    @Test
    void a_known_entry_that_several_bases_reach_may_match_any_of_their_filters() throws Exception {
        SearchUserResolver resolver =
                resolver("userBase.2", "ou=a", "userScope", "subtree", "userSearch.2", "(cn={0})");
        resolver.beginReading("alice", Dn.parse("uid=x,ou=a"), session).close();
        assertThat(events).contains("send uid=x,ou=a BASE (|(uid=alice)(cn=alice))");
    }

    @Test
    void a_known_entry_that_no_base_reaches_is_searched_for_and_must_be_the_one_found() throws Exception {
        Dn behindAlias = Dn.parse("uid=alice,ou=c");
        answer(A, "uid=alice,ou=c");
        try (PendingUser pending = resolver().beginReading("alice", behindAlias, session)) {
            assertThat(events).isEmpty();
            assertThat(dn(pending.resolve())).isEqualTo("uid=alice,ou=c");
        }
        answer(A, "uid=alice,ou=a");
        try (PendingUser pending = resolver().beginReading("alice", behindAlias, session)) {
            assertThat(pending.resolve()).isEqualTo(new NotFound(RejectionReason.UNKNOWN_USER));
        }
    }

    @Test
    void the_base_itself_is_searched_so_that_its_absence_is_noticed() throws Exception {
        List<SearchSpec> sent = new ArrayList<>();
        DirectorySession noting = spec -> {
            sent.add(spec);
            return new SearchResults(List.of(), false);
        };
        resolver("userScope", "base", "userScope.2", "subtree").resolve("alice", noting);
        assertThat(sent).extracting(SearchSpec::scope).containsExactly(SearchSpec.Scope.BASE, SearchSpec.Scope.SUBTREE);
        assertThat(sent).extracting(SearchSpec::readsEntry).containsExactly(false, false);
        assertThat(sent).extracting(SearchSpec::sizeLimit).containsOnly(2);
    }
}
