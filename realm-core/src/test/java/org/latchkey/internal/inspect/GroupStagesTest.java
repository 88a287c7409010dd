package org.latchkey.internal.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.config.RealmConfig;
import org.latchkey.inspect.Outcome;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;

class GroupStagesTest {

    private static final DirectorySession NOTHING = spec -> new SearchResults(List.of(), false);

    private final Parts product = new Parts();

    private static RealmConfig config(String... pairs) throws Exception {
        Map<String, String> keys = new HashMap<>(Map.of(
                "connectionURL", "ldap://127.0.0.1",
                "userBase", "ou=people,dc=example,dc=org",
                "userSearch", "(uid={0})",
                "roleBase", "ou=groups,dc=example,dc=org",
                "roleSearch", "(member={0})",
                "roleName", "cn"));
        for (int i = 0; i < pairs.length; i += 2) {
            keys.put(pairs[i], pairs[i + 1]);
        }
        return ConfigReader.read(Door.TOMCAT, keys).realm();
    }

    @Test
    void users_are_looked_at_until_one_is_in_a_group() throws Exception {
        product.groups.put("bob", List.of(new Group(Dn.parse("cn=a,dc=x"), "a"), new Group(null, "b")));
        Note note = new GroupStages(config(), product).membership(NOTHING, List.of("alice", "bob", "carol"));
        assertThat(note.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(note.sentence()).isEqualTo("by roleSearch (member={0}): bob is in 2, such as a");
        assertThat(product.asked).isEqualTo("alice bob ");
    }

    @Test
    void it_is_warned_of_where_nobody_is_in_a_group() throws Exception {
        Note note = new GroupStages(config(), product).membership(NOTHING, List.of("alice", "bob"));
        assertThat(note.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(note.keys()).contains(ConfigKey.GROUP_TYPE);
    }

    @Test
    void a_group_that_is_missing_fails_unless_it_may_be_missing() throws Exception {
        product.denied = "denyGroup names nobody";
        Note strict = new GroupStages(config("denyGroup", "x"), product).named(NOTHING);
        assertThat(strict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(strict.keys()).containsExactly(ConfigKey.DENY_GROUP);
        Note lax = new GroupStages(config("denyGroup", "x", "strictGroups", "false"), product).named(NOTHING);
        assertThat(lax.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(lax.warnings()).containsExactly("denyGroup names nobody");
    }

    @Test
    void a_name_that_one_directory_of_several_does_not_know_is_left_to_the_others() {
        LoginRequest request = LoginRequest.of(
                new UsernamePassword("alice", Secret.of("x")),
                new Origin("test", null),
                Deadline.after(Duration.ofSeconds(10)));
        Rejected unknown = new Rejected(RejectionReason.UNKNOWN_USER);
        Rejected wrong = new Rejected(RejectionReason.BAD_PASSWORD);
        assertThat(new LoginStage(true).of(request, unknown).outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(new LoginStage(true).of(request, wrong).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(new LoginStage(false).of(request, unknown).keys()).contains(ConfigKey.USER_SEARCH);
        assertThat(new LoginStage(false).of(request, wrong).keys()).isEmpty();
    }

    /** Parts of an engine that say what a test tells them to. */
    private static final class Parts implements Product {

        private final Map<String, List<Group>> groups = new HashMap<>();
        private String asked = "";
        private String denied = "";

        @Override
        public UserResolution find(String name, DirectorySession session) {
            asked += name + " ";
            return new UserResolution.Found(User.unread(name, "uid=" + name, null));
        }

        @Override
        public List<Group> groups(User user, DirectorySession session) {
            return groups.getOrDefault(user.typed(), List.of());
        }

        @Override
        public String membership() {
            return "";
        }

        @Override
        public void checkRequired(DirectorySession session) {}

        @Override
        public void checkDenied(DirectorySession session) throws DirectoryException {
            if (!denied.isEmpty()) {
                throw new DirectoryException(UnavailableCause.MISCONFIGURED, denied);
            }
        }

        @Override
        public AuthenticationResult login(LoginRequest request) {
            return new Rejected(RejectionReason.BAD_PASSWORD);
        }
    }
}
