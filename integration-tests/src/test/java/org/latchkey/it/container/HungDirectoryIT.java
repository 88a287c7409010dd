package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.it.faults.FaultRow;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.support.FreePort;

/** A directory that is frozen while 200 people log in: who asks for nothing secret must not notice. */
@FaultRow(4)
class HungDirectoryIT {
    private static final int CLIENTS = 200;
    private static final int ROUNDS = 3;
    /** Between two logins of one person. */
    private static final long THOUGHT_MILLIS = 500;
    /** Between two visits to the public page. */
    private static final long PACE_MILLIS = 20;
    /** What a page may take is not measured against less: that would be the machine's noise. */
    private static final double LEAST_MILLIS = 5;

    @RegisterExtension
    static final OpenLdap directory = OpenLdap.named("hung-container").build();

    /** Fewer than clients: were each to wait for its time-out, nothing would be left for the others. */
    private static final int CONTAINER_THREADS = 100;

    private static final int port = FreePort.next();
    private static TomcatProcess tomcat;
    private static List<Browser> people;

    @BeforeAll
    static void startTomcat() {
        people = Stream.generate(HungDirectoryIT::browser).limit(CLIENTS).toList();
        tomcat = TomcatProcess.running(CatalinaBase.named("HungDirectoryIT")
                .engineRealm(FixtureRealm.at(directory)
                        .with("connectionTimeout", "1000")
                        .with("readTimeout", "1000")
                        .with("loginTimeout", "3s"))
                .connector("<Connector address=\"127.0.0.1\" port=\"" + port + "\" maxThreads=\"" + CONTAINER_THREADS
                        + "\"/>")
                .deploy(BuildOutput.staffWar()));
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    @Test
    void page_that_needs_no_login_takes_no_more_than_five_times_as_long_as_before() throws Exception {
        ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
        underLoad(statuses);
        statuses.clear();
        double before = underLoad(statuses);
        assertThat(statuses).contains(200);

        statuses.clear();
        directory.suspend();
        double during;
        try {
            during = underLoad(statuses);
        } finally {
            directory.resume();
        }
        assertThat(statuses).hasSize(CLIENTS * ROUNDS).containsOnly(401);
        System.Logger log = System.getLogger(HungDirectoryIT.class.getName());
        log.log(
                System.Logger.Level.INFO,
                "a public page took {0} ms before and {1} ms during the hang",
                before,
                during);
        assertThat(during).as("milliseconds; before: %s", before).isLessThan(5 * Math.max(before, LEAST_MILLIS));
        Recovery.await(() -> login(browser()) == 200);
    }

    /**
     * While everybody logs in: the time, in milliseconds, that nine of ten requests for the public page do not exceed. They
     * are sent at a fixed pace, whether or not the one before was answered: else the slow ones would be the fewest.
     */
    private static double underLoad(ConcurrentLinkedQueue<Integer> statuses) throws Exception {
        ExecutorService clients = Executors.newCachedThreadPool();
        try {
            List<Future<?>> running = new ArrayList<>();
            people.forEach(browser -> running.add(clients.submit(() -> logIn(browser, statuses))));
            List<Future<Double>> visits = new ArrayList<>();
            Browser visitor = browser();
            while (!running.stream().allMatch(Future::isDone)) {
                visits.add(clients.submit(() -> visit(visitor)));
                TimeUnit.MILLISECONDS.sleep(PACE_MILLIS);
            }
            List<Double> took = new ArrayList<>();
            for (Future<Double> visit : visits) {
                took.add(visit.get());
            }
            return took.stream().sorted().toList().get(took.size() * 9 / 10);
        } finally {
            clients.shutdownNow();
        }
    }

    private static double visit(Browser visitor) {
        long start = System.nanoTime();
        assertThat(visitor.get("/staff/public").status()).isEqualTo(200);
        return (System.nanoTime() - start) / 1e6;
    }

    private static Void logIn(Browser browser, ConcurrentLinkedQueue<Integer> statuses) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(THOUGHT_MILLIS));
        for (int i = 0; i < ROUNDS; i++) {
            statuses.add(login(browser));
            TimeUnit.MILLISECONDS.sleep(THOUGHT_MILLIS);
        }
        return null;
    }

    private static Browser browser() {
        return new Browser("http://127.0.0.1:" + port);
    }

    private static int login(Browser browser) {
        return browser.get("/staff/employee/", "alice", "alice-c4nary").status();
    }
}
