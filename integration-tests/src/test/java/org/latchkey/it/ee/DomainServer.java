package org.latchkey.it.ee;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.latchkey.it.support.BuildDirectory;

/**
 * GlassFish, and what is made of it, in a domain prepared as its page of {@code docs/containers} says.
 *
 * <p>Both its command line and the server run on the JDK that {@code AS_JAVA} names, by default on that of the tests.
 */
abstract class DomainServer extends ArquillianServer {
    private static final int NEWEST = 21;

    private final String version = System.getProperty("latchkey.server.version");
    private Domain domain;

    /** The folder of the distribution. */
    protected abstract String folder();

    /** What this server needs changed besides. */
    protected abstract DomainXml adapted(DomainXml xml);

    protected final String version() {
        return version;
    }

    @Override
    public final Set<Way> ways() {
        return Set.of(Way.IN_WAR, Way.CONTAINER_LEVEL, Way.IDENTITY_STORE);
    }

    @Override
    public List<Difference> differences() {
        String name = title().split(" ")[0];
        return List.of(
                unreadable("what is not Base64", name),
                unreadable("a pair without a colon", name),
                unreadable("an empty password", name),
                new Difference(
                        Set.of(Way.IDENTITY_STORE),
                        "a password with colons",
                        Map.of("status", "401", "remoteUser", ""),
                        name + "'s own BASIC ends a password at its first colon"));
    }

    private static Difference unreadable(String row, String name) {
        return new Difference(
                Set.of(Way.IDENTITY_STORE),
                row,
                Map.of("status", "500"),
                name + "'s own BASIC cannot read such a header, and fails");
    }

    @Override
    protected final void prepare(Site site) {
        Path home = BuildDirectory.path().resolve("servers").resolve(folder());
        domain = Domain.of(home, qualifier())
                .change(xml -> adapted(xml).java(java()).provider(provider(site)))
                .lib(site.module())
                .write("config/auth.conf", providers(site));
        tell("home", home);
        tell("domain", domain.name());
        tell("port", domain.port());
        tell("adminPort", domain.adminPort());
    }

    @Override
    public final void redeploy(Application application) {
        domain.redeploy(application);
    }

    @Override
    public final String url() {
        return "http://127.0.0.1:" + domain.port();
    }

    @Override
    public final List<Path> logs() {
        return List.of(domain.logs());
    }

    @Override
    protected final void endLeftovers() {
        if (domain != null) {
            domain.process().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public final ProcessHandle process() {
        return domain.process().orElseThrow();
    }

    @Override
    public final Map<String, String> descriptor() {
        return Map.of("glassfish-web.xml", recipe().block("descriptor"));
    }

    private String providers(Site site) {
        return site.by(Way.CONTAINER_LEVEL).stream()
                .filter(application -> !application.name().equals(Sites.NAMED))
                .map(application -> recipe().block("container-level", application))
                .collect(Collectors.joining());
    }

    private String provider(Site site) {
        return site.by(Way.CONTAINER_LEVEL).stream()
                .filter(application -> application.name().equals(Sites.NAMED))
                .map(application -> recipe().block("provider", application))
                .collect(Collectors.joining());
    }

    private Recipe recipe() {
        return new Recipe(qualifier() + ".md");
    }

    /** The adapter reads the same variable for the command line. */
    private String java() {
        String named = System.getenv("AS_JAVA");
        if (named == null && Runtime.version().feature() > NEWEST) {
            throw new IllegalStateException(
                    title() + " is too old for this JDK: AS_JAVA has to name the folder of a JDK 17");
        }
        return named == null ? System.getProperty("java.home") : named;
    }
}
