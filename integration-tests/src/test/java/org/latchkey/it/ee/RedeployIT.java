package org.latchkey.it.ee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.support.Command;

/** An application with the module inside comes and goes, and takes with it what it brought. */
@OnServer
class RedeployIT {
    private static final int TIMES = Integer.getInteger("latchkey.redeployments", 50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * The JDK keeps the first that opened a connection or compared records, and servers keep the last request of each thread
     * that idles: a few, however often an application comes and goes. The pages of the containers say which.
     */
    private static final int MAY_STAY = 6;

    private static final String DOOR = "org.latchkey.jaspic.OpenDoor";

    @Test
    void no_connection_and_no_engine_stays_of_an_application_that_went(RunningServer running) {
        ApplicationServer server = running.server();
        Application application = running.application("other");
        var loadings = new HashSet<String>();
        loadings.add(asSam(running, application, 0));
        long before = doors(server.process());
        for (int i = 1; i <= TIMES; i++) {
            server.redeploy(application);
            assertThat(loadings.add(asSam(running, application, i)))
                    .as("another one the %sth time", i)
                    .isTrue();
        }
        assertThat(connections(running)).as("while it is deployed").isPositive();

        server.undeploy(application);
        Awaitility.await().atMost(PATIENCE).until(() -> connections(running) == 0);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            occupyThreads(running);
            assertThat(doors(server.process())).as("engines in memory").isBetween(1L, before - 1 + MAY_STAY);
        });

        server.deploy(application);
        asSam(running, application, TIMES + 1);
        Matrix.passed(server, Way.IN_WAR, TIMES + " times redeployed");
    }

    /** Which loading of the application answers, once it is seen to know its caller. */
    private static String asSam(RunningServer running, Application application, int time) {
        Seen seen = running.client(application).send(Call.get("/employee/page").as(Fixture.otherSam()));
        assertThat(seen.get("remoteUser")).as("deployed the %sth time", time).isEqualTo("sam");
        return seen.get("loaded");
    }

    /** Gives those that idle another application's request to remember, as they have on a server that is in use. */
    private static void occupyThreads(RunningServer running) {
        Client client = running.client(running.application("inwar"));
        Stream.generate(() -> client.begin(Call.get("/open/page")))
                .limit(32)
                .toList()
                .forEach(CompletableFuture::join);
    }

    /** Those of the machine to the directory that this application alone asks, as the kernel lists them (proc(5)). */
    private static long connections(RunningServer running) {
        String port = String.format(
                Locale.ROOT, ":%04X", running.directories().other().port());
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(RedeployIT::lines)
                .map(line -> line.trim().split("\\s+"))
                .filter(fields -> fields[2].endsWith(port) && fields[3].equals("01"))
                .count();
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** After a collection of what nobody needs. */
    private static long doors(ProcessHandle process) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Path said = BuildDirectory.path().resolve("ee/histogram.txt");
        return Command.run(said, List.of(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram"))
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(fields -> fields.length >= 4 && fields[3].equals(DOOR))
                .mapToLong(fields -> Long.parseLong(fields[1]))
                .sum();
    }
}
