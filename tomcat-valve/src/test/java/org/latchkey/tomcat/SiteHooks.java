package org.latchkey.tomcat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.latchkey.auth.AuthenticationListener;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.spi.Admission;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.RoleMapper;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;
import org.latchkey.spi.UserResolver;

/** Classes as a site might write them. */
final class SiteHooks {

    private SiteHooks() {}

    /** Knows people by a badge number, {@code badge-} before the name; everybody else is two people. */
    public static final class Badges implements UserResolver, AutoCloseable {
        static volatile boolean closed;

        @Override
        public UserResolution resolve(String username, DirectorySession session) {
            User alice = found("badge-alice", "alice");
            return switch (username) {
                case "badge-alice" -> new UserResolution.Found(alice);
                case "badge-ghost" -> new UserResolution.Found(found(username, "ghost"));
                case "badge-both" -> new UserResolution.Candidates(List.of(alice, found(username, "bob")));
                case "badge-broken" -> throw new IllegalStateException("no badge reader");
                default -> new UserResolution.NotFound(RejectionReason.UNKNOWN_USER);
            };
        }

        private static User found(String typed, String uid) {
            Dn dn = Dn.parse("uid=" + uid + "," + TestDirectory.PEOPLE);
            return new User(typed, "staff:" + uid, "cn=somebody else", dn, null);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Puts everybody into the group of their initial. */
    public static final class Initials implements GroupResolver {
        @Override
        public PendingGroups begin(User user, DirectorySession session) {
            return known -> List.of(new Group(null, known.canonical().substring(0, 1)));
        }
    }

    /** Counts the groups, and tries what no role may be. */
    public static final class Counting implements RoleMapper {
        @Override
        public Set<String> roles(User user, List<Group> groups) {
            return Set.of("groups-" + groups.size(), "*", "");
        }
    }

    /** Lets Alice in, fails on Dave and forgets its answer on Dora. */
    public static final class OnlyAlice implements Admission {
        @Override
        public Optional<RejectionReason> refusal(User user, List<Group> groups) {
            return switch (user.canonical()) {
                case "dave" -> throw new IllegalStateException("no dave");
                case "dora" -> null;
                case "alice" -> Optional.empty();
                default -> Optional.of(RejectionReason.ACCOUNT_RESTRICTED);
            };
        }
    }

    /** Remembers what it is told, and then fails. */
    public static final class Gossip implements AuthenticationListener {
        static final Queue<String> HEARD = new ConcurrentLinkedQueue<>();

        @Override
        public void onResult(LoginRequest request, AuthenticationResult result, Duration took) {
            Secret secret = request.credentials() instanceof UsernamePassword typed ? typed.password() : Secret.of("");
            HEARD.add(request.credentials().username() + " " + secret.length() + " "
                    + result.fold(in -> in.principal().getName(), Object::toString, Object::toString));
            throw new AssertionError("not my day");
        }
    }

    /** Cannot be made. */
    public static final class Broken implements Admission {
        /** Fails. */
        public Broken() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public Optional<RejectionReason> refusal(User user, List<Group> groups) {
            return Optional.empty();
        }
    }
}
