package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.support.Command;
import org.latchkey.it.support.FreePort;

/**
 * WildFly, in a home of links to the distribution with its own {@code standalone} folder and modules: the script of
 * {@code docs/containers/wildfly.md} is what prepares it.
 */
final class WildFlyServer extends ArquillianServer {
    private static final List<String> LINKED = List.of("bin", "jboss-modules.jar", "modules/system", "welcome-content");

    private final String version = System.getProperty("latchkey.server.version");
    private final Path distribution = BuildDirectory.path().resolve("servers/wildfly-" + version);
    private final int port = FreePort.next();
    private final Recipe recipe = new Recipe("wildfly.md");
    private Path home;

    @Override
    public String title() {
        return "WildFly " + version;
    }

    @Override
    public Set<Way> ways() {
        return Set.of(Way.IN_WAR, Way.CONTAINER_LEVEL, Way.JAAS, Way.IDENTITY_STORE);
    }

    @Override
    public List<Difference> differences() {
        return List.of(
                own(Set.of(Way.JAAS, Way.IDENTITY_STORE), "what is not Base64"),
                own(Set.of(Way.IDENTITY_STORE), "a pair without a colon"),
                own(Set.of(Way.IDENTITY_STORE), "an empty password"),
                new Difference(
                        Set.of(Way.IDENTITY_STORE),
                        "a password with colons",
                        Map.of("status", "401", "remoteUser", ""),
                        "WildFly's own BASIC for a store ends a password at its first colon"));
    }

    private static Difference own(Set<Way> ways, String row) {
        return new Difference(
                ways, row, Map.of("status", "500"), "WildFly's own BASIC cannot read such a header, and fails");
    }

    @Override
    protected String qualifier() {
        return "wildfly";
    }

    @Override
    protected void prepare(Site site) {
        home = BuildDirectory.fresh("ee", "wildfly");
        LINKED.forEach(this::link);
        Folders.copy(distribution.resolve("standalone"), home.resolve("standalone"));
        run(script(site));
        tell("home", home);
        int managementPort = FreePort.next();
        tell("managementPort", managementPort);
        tell(
                "jvm",
                "-Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.awt.headless=true -Djava.net.preferIPv4Stack=true"
                        + " -Djboss.http.port=" + port + " -Djboss.management.http.port=" + managementPort
                        + " -Djboss.https.port=" + FreePort.next());
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public List<Path> logs() {
        return List.of(home.resolve("standalone/log"));
    }

    @Override
    public ProcessHandle process() {
        return Leftovers.childrenWith("-Djboss.home.dir=" + home).findFirst().orElseThrow();
    }

    @Override
    protected void endLeftovers() {
        Leftovers.endChildrenWith("-Djboss.home.dir=" + home);
    }

    private String script(Site site) {
        return recipe.block("in-war")
                + outside(site.by(Way.CONTAINER_LEVEL))
                        .replace(
                                "/opt/latchkey/latchkey-jaspic.jar",
                                site.module().toString())
                + recipe.block("jaas")
                        .replace(
                                "/etc/latchkey/login.config",
                                LoginConfig.of(site).toString());
    }

    /** The module once, and a configuration, each of another name, for each application. */
    private String outside(List<Application> applications) {
        String module = recipe.block("container-level").lines().findFirst().orElseThrow();
        return applications.stream()
                .map(application -> recipe.block("container-level", application)
                        .replaceFirst("\\Q" + module + "\\E\n", "")
                        .replace("=latchkey:add", "=latchkey-" + application.name() + ":add"))
                .collect(Collectors.joining("", module + "\n", ""));
    }

    private void run(String commands) {
        try {
            Path script = Files.writeString(
                    home.resolve("latchkey.cli"),
                    "embed-server --server-config=standalone.xml\n" + commands + "stop-embedded-server\n");
            Command.run(
                    home.resolve("cli.txt"),
                    List.of(
                            "env",
                            "JBOSS_HOME=" + home,
                            "JAVA_HOME=" + System.getProperty("java.home"),
                            "JAVA_OPTS=-XX:TieredStopAtLevel=1",
                            home.resolve("bin/jboss-cli.sh").toString(),
                            "--file=" + script));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void link(String name) {
        try {
            Files.createDirectories(home.resolve(name).getParent());
            Files.createSymbolicLink(home.resolve(name), distribution.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
