package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.latchkey.it.ee.app.AskServlet;
import org.latchkey.it.ee.app.BeanServlet;
import org.latchkey.it.ee.app.EnterpriseView;
import org.latchkey.it.ee.app.GuardedBean;
import org.latchkey.it.ee.late.RegisterServlet;
import org.latchkey.it.ee.store.OwnMechanism;
import org.latchkey.it.support.BuildDirectory;

/** Packs the application, once for all servers: whoever comes first makes a WAR, and the others find it. */
final class AcceptanceWars {
    private static final Path FILES = BuildDirectory.path().getParent().resolve("src/test/ee");
    private static final Path MADE = BuildDirectory.path().resolve("ee/wars");
    private static final String BASIC =
            "<login-config><auth-method>BASIC</auth-method><realm-name>Latchkey</realm-name></login-config>";
    private static final String FORM =
            "<login-config><auth-method>FORM</auth-method><form-login-config><form-login-page>/login.html</form-login-page>"
                    + "<form-error-page>/refused.html</form-error-page></form-login-config></login-config>";

    private AcceptanceWars() {}

    /** As its developers packed it: with BASIC, and with nothing of ours. */
    static Path untouched(String name) {
        return made(name, war(name, BASIC));
    }

    /** As its developers packed it: with login on a page, and with nothing of ours. */
    static Path untouchedWithForm(String name) {
        return made(name, war(name, FORM));
    }

    /** The one with BASIC, and files in {@code WEB-INF} by which it names our module to its server. */
    static Path withDescriptor(String name, Map<String, String> descriptor) {
        WebArchive war = war(name, BASIC);
        descriptor.forEach((file, text) -> war.addAsWebInfResource(new StringAsset(text), file));
        return made(name, war);
    }

    /** With our jar and our options in it, and without a {@code login-config}. */
    static Path withModule(String name, Path module, Map<String, String> options) {
        return made(
                name,
                war(name, "")
                        .addAsLibrary(module.toFile(), "latchkey-jaspic.jar")
                        .addAsWebInfResource(new StringAsset(properties(options)), "latchkey.properties"));
    }

    /** With our jar, our options and one servlet: quick to start, with no beans to look for. */
    static Path smallWithModule(String name, Path module, Map<String, String> options) {
        return made(
                name,
                ShrinkWrap.create(WebArchive.class, name + ".war")
                        .addPackage(AskServlet.class.getPackage())
                        .deleteClasses(BeanServlet.class, EnterpriseView.class, GuardedBean.class)
                        .setWebXML(new StringAsset(text("small-web.xml")))
                        .addAsLibrary(module.toFile(), "latchkey-jaspic.jar")
                        .addAsWebInfResource(new StringAsset(properties(options)), "latchkey.properties"));
    }

    /** As its developers packed it, for a security domain of WildFly's and the login service of Jetty's with that name. */
    static Path inDomain(String name, String domain) {
        return made(
                name,
                war(name, BASIC.replace(">Latchkey<", ">" + domain + "<"))
                        .addAsWebInfResource(
                                new StringAsset(
                                        "<jboss-web><security-domain>" + domain + "</security-domain></jboss-web>"),
                                "jboss-web.xml"));
    }

    /** With a mechanism of its own, our jar and, for the identity store, our options among its classes. */
    static Path withStore(String name, Path module, Map<String, String> options) {
        return made(
                name,
                war(name, "")
                        .addPackage(OwnMechanism.class.getPackage())
                        .addAsLibrary(module.toFile(), "latchkey-jaspic.jar")
                        .addAsResource(new StringAsset(properties(options)), "latchkey-identity-store.properties"));
    }

    /** With our jar, no options, and a servlet that registers the module. */
    static Path late(Path module) {
        return made(
                "late",
                war("late", "")
                        .addPackage(RegisterServlet.class.getPackage())
                        .addAsLibrary(module.toFile(), "latchkey-jaspic.jar")
                        .setWebXML(new StringAsset(text("web.xml")
                                .replace(
                                        "@login@",
                                        "<servlet><servlet-name>register</servlet-name><servlet-class>"
                                                + RegisterServlet.class.getName()
                                                + "</servlet-class></servlet><servlet-mapping>"
                                                + "<servlet-name>register</servlet-name>"
                                                + "<url-pattern>/register</url-pattern></servlet-mapping>"))));
    }

    private static WebArchive war(String name, String login) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addPackage(AskServlet.class.getPackage())
                .setWebXML(new StringAsset(text("web.xml").replace("@login@", login)))
                .addAsWebInfResource(new StringAsset(text("beans.xml")), "beans.xml")
                .addAsWebResource(new StringAsset(text("login.html")), "login.html")
                .addAsWebResource(new StringAsset(text("refused.html")), "refused.html");
    }

    private static Path made(String name, WebArchive war) {
        Path file = MADE.resolve(name + ".war");
        if (!Files.exists(file)) {
            MADE.toFile().mkdirs();
            war.as(ZipExporter.class).exportTo(file.toFile());
        }
        return file;
    }

    private static String properties(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String text(String file) {
        try {
            return Files.readString(FILES.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
