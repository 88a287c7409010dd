package org.latchkey.it.namespace;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.latchkey.it.require.Prerequisite;
import org.latchkey.it.support.BuildDirectory;

/** One JVM in a network namespace, from its start to what it wrote down about each test. */
final class NamespaceRun {
    static final String PASSED = "passed";
    /** Under this key, what happened to the JVM as a whole. */
    static final String WHOLE = "";

    private static final String INSIDE = "latchkey.namespace.inside";
    private static final int LONGEST_SECONDS = 180;
    private static final int ORDERLY_SECONDS = 15;
    private static final List<List<String>> WAYS = List.of(
            List.of("unshare", "--net", "--mount"),
            List.of("unshare", "--user", "--map-root-user", "--net", "--mount"));
    private static final String LOOPBACK_UP = "PATH=$PATH:/usr/sbin:/sbin; ip link set lo up && exec \"$@\"";
    private static final Optional<List<String>> WAY =
            WAYS.stream().filter(NamespaceRun::works).findFirst();

    private NamespaceRun() {}

    static boolean isInside() {
        return Boolean.getBoolean(INSIDE);
    }

    static Prerequisite prerequisite() {
        return new Prerequisite(
                "namespace",
                WAY.isPresent()
                        ? Optional.empty()
                        : Optional.of("no network namespace with a packet filter can be made; be root or allow user"
                                + " namespaces, and install util-linux, iproute2 and nftables (Debian, Ubuntu: apt-get"
                                + " install iproute2 nftables)"));
    }

    /** What became of each test of the class, by its unique id: {@link #PASSED}, or what went wrong. */
    static Map<String, String> of(Class<?> tests) throws IOException, InterruptedException {
        Path directory = BuildDirectory.fresh("namespace", tests.getSimpleName());
        Path outcomes = directory.resolve("outcomes.properties");
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command(tests, outcomes))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        end(process);
        Map<String, String> all = new TreeMap<>(read(outcomes));
        String ending = (ended ? "ended with " + process.exitValue() : "did not end") + "; it said: " + output;
        all.merge(WHOLE, ending, (said, more) -> more + "; " + said);
        return all;
    }

    private static List<String> command(Class<?> tests, Path outcomes) {
        var command = new ArrayList<>(WAY.orElseThrow());
        command.addAll(List.of("sh", "-c", LOOPBACK_UP, "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-D" + INSIDE + "=true");
        Stream.of("latchkey.require", "latchkey.slapd", "user.language", "user.country")
                .filter(name -> System.getProperty(name) != null)
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(NamespaceMain.class.getName(), tests.getName(), outcomes.toString()));
        return command;
    }

    /** In order first, so that it ends the servers it has started. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(ORDERLY_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        var outcomes = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                outcomes.load(reader);
            }
        }
        Map<String, String> byName = new TreeMap<>();
        outcomes.stringPropertyNames().forEach(name -> byName.put(name, outcomes.getProperty(name)));
        return byName;
    }

    private static boolean works(List<String> way) {
        var command = new ArrayList<>(way);
        command.addAll(List.of("sh", "-c", LOOPBACK_UP, "sh", "sh", "-c", "nft add table inet latchkey"));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
