package org.latchkey.it.ee;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.support.Command;
import org.latchkey.it.support.FreePort;

/** Jetty by its own launcher, in a base prepared as {@code docs/containers/jetty.md} says: no adapter knows its JASPIC. */
final class JettyServer implements ApplicationServer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SCAN = "jetty-scan.xml";
    private static final String NOT_ASKED =
            "Jetty 12.1 gives a module no request where no constraint asks for a caller";

    private final String version = System.getProperty("latchkey.server.version");
    private final Path home = BuildDirectory.path().resolve("servers/jetty-home-" + version);
    private final int port = FreePort.next();
    private final Recipe recipe = new Recipe("jetty.md");
    private Path base;
    private Process process;

    @Override
    public String title() {
        return "Jetty " + version;
    }

    @Override
    public Set<Way> ways() {
        return Set.of(Way.IN_WAR, Way.CONTAINER_LEVEL, Way.JAAS);
    }

    @Override
    public boolean hasEnterpriseBeans() {
        return false;
    }

    @Override
    public List<Difference> differences() {
        return List.of(
                jaspic(
                        "an open page knows who says so",
                        Map.of("remoteUser", "null", "principal", "null", "authType", "null", "roles", ""),
                        NOT_ASKED),
                jaspic(
                        "an open page does not look away from a wrong password",
                        Map.of("status", "200", "challenge", ""),
                        NOT_ASKED),
                inWar(
                        "HEADER: an open page knows alice",
                        Map.of("remoteUser", "null", "principal", "null", "authType", "null", "headers", "")),
                inWar(
                        "HEADER: without the secret on an open page",
                        Map.of("status", "200", "challenge", "", "remoteUser", "null")),
                jaspic(
                        "FORM: a POST restored",
                        Map.of("method", "GET", "body", ""),
                        "Jetty 12.1 does not pass on the request that a module puts in the place of its own"),
                jaspic(
                        "FORM: logout",
                        Map.of("remoteUser", "bob"),
                        "Jetty 12.1 tells a module nothing of HttpServletRequest.logout(): end the session as well"),
                jaspic(
                        "registered late",
                        Map.of("remoteUser", ""),
                        "Jetty chooses how to authenticate when an application starts"),
                jaspic(
                        "authenticate() *",
                        Map.of(
                                "status",
                                "500",
                                "challenge",
                                "",
                                "remoteUser",
                                "",
                                "principal",
                                "",
                                "authType",
                                "",
                                "done",
                                ""),
                        "Jetty 12.1 gives a module no request in HttpServletRequest.authenticate() and then fails"),
                jaas(
                        "UTF-8: *",
                        Map.of("status", "401", "remoteUser", ""),
                        "Jetty's own BASIC reads names and passwords as ISO-8859-1"),
                jaas(
                        "what is not Base64",
                        Map.of("status", "500"),
                        "Jetty's own BASIC cannot read such a header, and fails"));
    }

    private static Difference jaas(String row, Map<String, String> seen, String reason) {
        return new Difference(Set.of(Way.JAAS), row, seen, reason);
    }

    private static Difference inWar(String row, Map<String, String> seen) {
        return new Difference(Set.of(Way.IN_WAR), row, seen, NOT_ASKED);
    }

    private static Difference jaspic(String row, Map<String, String> seen, String reason) {
        return new Difference(Set.of(Way.IN_WAR, Way.CONTAINER_LEVEL), row, seen, reason);
    }

    @Override
    public void start(Site site) {
        base = BuildDirectory.fresh("ee", "jetty");
        try {
            Files.createDirectories(base.resolve("logs"));
            prepare(site);
            process = new ProcessBuilder(
                            command(List.of("etc/latchkey-jaas.xml", "etc/second-login-service.xml", "etc/" + SCAN)))
                    .directory(base.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(base.resolve("logs/console.txt").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            await(() -> said("Started oejs.Server"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void deploy(Application application) {
        try {
            Path unfinished = base.resolve(application.name() + ".part");
            Files.copy(application.war(), unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, base.resolve("webapps/" + application.name() + ".war"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(() -> answers(application));
    }

    @Override
    public void undeploy(Application application) {
        try {
            Files.delete(base.resolve("webapps/" + application.name() + ".war"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(() -> !answers(application));
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public List<Path> logs() {
        return List.of(base.resolve("logs"));
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void prepare(Site site) throws IOException {
        Command.run(
                base.resolve("logs/modules.txt"),
                List.of("sh", "-c", "cd '" + base + "' && exec " + String.join(" ", command(modules()))));
        Files.copy(site.module(), base.resolve("lib/ee10/ext/latchkey-jaspic.jar"));
        Files.writeString(
                base.resolve("etc/jaspi/jetty-ee10-jaspi-authmoduleconfig.xml"),
                recipe.block(
                        "container-level",
                        site.by(Way.CONTAINER_LEVEL),
                        "<Call name=\"registerConfigProvider\">",
                        "</Arg>\n    </Call>"));
        Files.writeString(base.resolve("etc/latchkey-jaas.xml"), recipe.block("jaas"));
        Files.writeString(
                base.resolve("etc/second-login-service.xml"),
                recipe.block("jaas").replace(">corp<", ">none<"));
        Files.copy(BuildDirectory.path().getParent().resolve("src/test/ee").resolve(SCAN), base.resolve("etc/" + SCAN));
        Files.copy(LoginConfig.of(site), base.resolve("etc/login.config"));
        Files.writeString(
                base.resolve("start.d/test.ini"),
                recipe.block("in-war") + "jetty.http.host=127.0.0.1\njetty.http.port=" + port
                        + "\njetty.deploy.scanInterval=1\n");
    }

    /** From the page: {@code --add-modules=...}. */
    private List<String> modules() {
        return recipe.block("modules")
                .lines()
                .flatMap(line -> List.of(line.trim().split(" +")).stream())
                .filter(word -> word.startsWith("--add-modules="))
                .toList();
    }

    private List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-Djava.io.tmpdir=" + base);
        command.add("-Djava.security.auth.login.config=" + base.resolve("etc/login.config"));
        command.addAll(List.of("-jar", home.resolve("start.jar").toString()));
        command.addAll(arguments);
        return command;
    }

    private boolean answers(Application application) {
        return new Client(url() + application.contextPath()).get("/open/page").status() != 404;
    }

    private boolean said(String words) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(base.resolve("logs/console.txt"))) {
            return lines.lines().anyMatch(line -> line.contains(words));
        }
    }

    private void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("Jetty ended; see " + base.resolve("logs/console.txt"));
            }
            return condition.call();
        });
    }
}
