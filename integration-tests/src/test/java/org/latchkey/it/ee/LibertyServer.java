package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.support.FreePort;

/**
 * Open Liberty, in a server prepared as {@code docs/containers/open-liberty.md} says: with the module in its own
 * configuration, where it is for every application, or with what applications bring alone.
 */
final class LibertyServer extends ArquillianServer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> QUICK_START =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private static final String UNREADABLE = "Open Liberty's own BASIC cannot read such a header, and fails";

    private final boolean bell;
    private final String version = System.getProperty("latchkey.server.version");
    private final int port = FreePort.next();
    private final String name = "latchkey-" + port;
    private final Recipe recipe = new Recipe("open-liberty.md");
    private Path server;

    LibertyServer(boolean bell) {
        this.bell = bell;
    }

    @Override
    public String title() {
        return "Open Liberty " + version;
    }

    @Override
    public Set<Way> ways() {
        return bell ? Set.of(Way.CONTAINER_LEVEL) : Set.of(Way.IN_WAR, Way.IDENTITY_STORE);
    }

    @Override
    public boolean hasOneRegistration() {
        return bell;
    }

    @Override
    public List<Difference> differences() {
        return bell
                ? List.of()
                : List.of(
                        store(
                                "the directory is away",
                                Map.of("status", "403"),
                                "Open Liberty answers 403 where a mechanism or a store fails"),
                        store(
                                "UTF-8: *",
                                Map.of("status", "401", "remoteUser", ""),
                                "Open Liberty's own BASIC reads names and passwords as ASCII"),
                        store("what is not Base64", Map.of("status", "500"), UNREADABLE),
                        store("a pair without a colon", Map.of("status", "500"), UNREADABLE));
    }

    private static Difference store(String row, Map<String, String> seen, String reason) {
        return new Difference(Set.of(Way.IDENTITY_STORE), row, seen, reason);
    }

    @Override
    protected String qualifier() {
        return "liberty";
    }

    @Override
    protected void prepare(Site site) {
        Path user = BuildDirectory.fresh("ee", qualifier());
        server = user.resolve("servers").resolve(name);
        try {
            Files.createDirectories(server.resolve("lib"));
            Files.createDirectories(server.resolve("dropins"));
            Files.copy(site.module(), server.resolve("lib/latchkey-jaspic.jar"));
            Files.writeString(server.resolve("server.xml"), serverXml(site));
            Files.write(server.resolve("jvm.options"), QUICK_START);
            Files.writeString(server.resolve("server.env"), "JAVA_HOME=" + System.getProperty("java.home") + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tell("home", BuildDirectory.path().resolve("servers/wlp"));
        tell("user", user);
        tell("name", name);
        tell("port", port);
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public List<Path> logs() {
        return List.of(server.resolve("logs"));
    }

    /** Puts the archive in the place of the one that is there, and waits for the server to say that it took it. */
    @Override
    public void redeploy(Application application) {
        long already = updates(application);
        try {
            Path unfinished = server.resolve(application.name() + ".part");
            Files.copy(application.war(), unfinished);
            Files.move(
                    unfinished,
                    server.resolve("dropins").resolve(application.name() + ".war"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> updates(application) > already);
    }

    private long updates(Application application) {
        try (Stream<String> lines = Files.lines(server.resolve("logs/messages.log"))) {
            String updated = "CWWKZ0003I: The application " + application.name() + " updated";
            return lines.filter(line -> line.contains(updated)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ProcessHandle process() {
        return Leftovers.childrenWith(name)
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected void endLeftovers() {
        Leftovers.endChildrenWith(name);
    }

    /** What the page says, and what the tests need: enterprise beans, and a way in for Arquillian. */
    private String serverXml(Site site) {
        return """
                <server>
                %s
                %s
                %s
                <featureManager>
                  <feature>cdi-4.0</feature>
                  <feature>enterpriseBeansLite-4.0</feature>
                  <feature>localConnector-1.0</feature>
                </featureManager>
                <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                <applicationMonitor pollingRate="100ms"/>
                %s
                </server>
                """.formatted(
                        recipe.block("in-war"),
                        bell ? "" : recipe.block("identity-store"),
                        bell(site),
                        port,
                        recipe.block("cache"));
    }

    private String bell(Site site) {
        if (!bell) {
            return "";
        }
        return recipe.block("container-level", site.by(Way.CONTAINER_LEVEL).get(0));
    }
}
