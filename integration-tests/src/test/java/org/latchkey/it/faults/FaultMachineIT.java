package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.auth.RejectionReason;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;

/**
 * Two directories to which one thing after another happens, drawn by lot, with people logging in all the while; after each
 * step everything holds that must always hold. {@code -Dlatchkey.faults.seed=N} draws the same lots again, and {@code
 * -Dlatchkey.faults.seconds=N} goes on for longer.
 */
class FaultMachineIT {
    private static final List<Site.Mishap> MISHAPS = List.of(Site.Mishap.values());
    private static final long SEED = Long.getLong("latchkey.faults.seed", System.nanoTime());
    private static final Duration RUN = Duration.ofSeconds(Long.getLong("latchkey.faults.seconds", 30));
    private static final int STEPS_AT_LEAST = 5;

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration RECOVERY = Duration.ofSeconds(6);
    private static final int CONNECTIONS = 4;
    /** Of the keepers and the upkeep of one directory. */
    private static final int OWN_THREADS = 6;

    private static final List<String> UIDS = List.of(
            "alice", "bob", "carol", "dave", "frank", "grace", "heidi", "ivan", "judy", "mallory", "niaj", "olivia");

    @RegisterExtension
    static final OpenLdap FIRST = OpenLdap.named("machine-first").build();

    @RegisterExtension
    static final OpenLdap SECOND = OpenLdap.named("machine-second").build();

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @RegisterExtension
    final LoginLines log = new LoginLines();

    private final Random lots = new Random(SEED);
    private final List<String> story = new ArrayList<>();
    private final Map<String, Integer> logins = new HashMap<>();
    private List<Site> sites = List.of();
    private Path secret;
    private Engine engine;

    /** One login of a step, and how it ended. */
    private record Attempt(Person who, boolean right, Timed ended) {}

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        sites = List.of(new Site(FIRST), new Site(SECOND));
        secret = directory.resolve("secret");
        tellSecret(Fixture.READER_PASSWORD);
        engine = Engine.searchingAt(
                sites.get(0).url() + " " + sites.get(1).url(),
                "connectionPassword",
                "${file:" + secret + "}",
                "loginTimeout",
                DEADLINE.toMillis() + "ms",
                "connectionTimeout",
                "500ms",
                "readTimeout",
                "500ms",
                "serverRetryInterval",
                "1s",
                "connectionPoolSize",
                Integer.toString(CONNECTIONS));
    }

    @AfterEach
    void close() {
        engine.close();
        sites.forEach(Site::close);
    }

    @Test
    @FaultRow({2, 3, 4, 5, 6, 7, 15, 16, 17})
    void whatever_happens_nobody_comes_in_wrongly_and_nothing_is_left() throws Exception {
        Logger.getLogger(FaultMachineIT.class.getName()).info(() -> "-Dlatchkey.faults.seed=" + SEED);
        assertRecovers();
        long end = System.nanoTime() + RUN.toNanos();
        int steps = 0;
        for (; steps < STEPS_AT_LEAST || System.nanoTime() - end < 0; steps++) {
            step();
        }
        mend();
    }

    private void step() throws Exception {
        int lot = lots.nextInt(10);
        if (lot < 6) {
            int site = lots.nextInt(sites.size());
            var mishap = MISHAPS.get(lots.nextInt(MISHAPS.size()));
            story.add(mishap + " " + site);
            sites.get(site).suffer(mishap);
        } else if (lot == 6) {
            story.add("WRONG SECRET");
            tellSecret("stale-c4nary");
        } else {
            mend();
        }
        logIn(1 + lots.nextInt(UIDS.size()));
    }

    private void mend() throws Exception {
        story.add("MEND");
        sites.forEach(Site::mend);
        tellSecret(Fixture.READER_PASSWORD);
        assertRecovers();
    }

    private void assertRecovers() throws Exception {
        await().atMost(RECOVERY)
                .untilAsserted(() ->
                        assertThat(logIn(1).get(0).ended().cause()).as(told()).isNull());
    }

    /** So many people, each with a right or a wrong password, at once; whatever comes of it must be right. */
    private List<Attempt> logIn(int number) throws Exception {
        var uids = new ArrayList<>(UIDS);
        Collections.shuffle(uids, lots);
        var people = uids.stream().limit(number).map(Fixture::person).toList();
        var right = people.stream().map(who -> lots.nextInt(3) > 0).toList();
        var verifiedBefore = people.stream().map(this::verified).toList();
        int linesBefore = log.logins().size();

        var ended = Timed.atOnce(
                number,
                i -> engine.login(
                        people.get(i).uid(), right.get(i) ? people.get(i).password() : "wrong-c4nary"));

        people.forEach(who -> logins.merge(who.dn(), 1, Integer::sum));
        var attempts = new ArrayList<Attempt>();
        for (int i = 0; i < number; i++) {
            var attempt = new Attempt(people.get(i), right.get(i), ended.get(i));
            attempts.add(attempt);
            assertRight(attempt, verifiedBefore.get(i));
        }
        assertThat(log.logins()).as(told()).hasSize(linesBefore + number);
        assertThat(log.all()).as(told()).noneMatch(line -> line.contains("c4nary"));
        assertNothingHeld();
        return attempts;
    }

    private void assertRight(Attempt attempt, long verifiedBefore) {
        var ended = attempt.ended();
        assertThat(ended.took()).as(told()).isLessThan(DEADLINE.plus(Timed.SLACK));
        if (ended.name() != null) {
            assertThat(attempt.right()).as(told()).isTrue();
            assertThat(ended.name()).as(told()).isEqualTo(attempt.who().uid());
            await().atMost(Duration.ofSeconds(2))
                    .untilAsserted(
                            () -> assertThat(verified(attempt.who())).as(told()).isGreaterThan(verifiedBefore));
        } else if (ended.cause() == null) {
            assertThat(attempt.right())
                    .as("refused with the right password; %s", told())
                    .isFalse();
            assertThat(Engine.reason(ended.result())).as(told()).isEqualTo(RejectionReason.BAD_PASSWORD);
        }
        assertThat(bindsAs(attempt.who()))
                .as("binds as %s; %s", attempt.who(), told())
                .isLessThanOrEqualTo(logins.get(attempt.who().dn()));
    }

    private void assertNothingHeld() {
        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
            var health = engine.health();
            assertThat(health.searchConnections().busy()
                            + health.bindConnections().busy())
                    .as(told())
                    .isZero();
            assertThat(leftovers.since().threads()).as(told()).hasSizeLessThanOrEqualTo(2 * CONNECTIONS + OWN_THREADS);
        });
    }

    private long verified(Person who) {
        return sites.stream()
                .flatMap(site -> site.bindsAs(who.dn()).stream())
                .filter(bind -> bind.resultCode().orElse(-1) == 0)
                .count();
    }

    private long bindsAs(Person who) {
        return sites.stream().mapToLong(site -> site.bindsAs(who.dn()).size()).sum();
    }

    private void tellSecret(String password) throws IOException {
        Files.writeString(secret, password);
    }

    /** What one must know to see it again. */
    private String told() {
        return "-Dlatchkey.faults.seed=" + SEED + " " + story;
    }
}
