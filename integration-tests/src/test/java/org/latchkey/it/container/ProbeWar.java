package org.latchkey.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.latchkey.it.container.probe.CommonNameRetriever;
import org.latchkey.it.container.probe.ProbeServlet;
import org.latchkey.it.container.probe.UserSocket;

/** Packs the tests' own web application, with the login method a test needs, and what else a test puts in. */
final class ProbeWar {
    private static final String FORM_PAGES = "<form-login-config><form-login-page>/login.html</form-login-page>"
            + "<form-error-page>/login.html</form-error-page></form-login-config>";

    private static final String TELLING_PAGES = FORM_PAGES.replace("error-page>/login.html", "error-page>/error.jsp");
    private static final String TELLING_PAGE =
            "<%@ page session=\"false\" %>told ${requestScope['org.latchkey.loginFailure']}";

    private ProbeWar() {}

    /** Writes a WAR whose {@code /inside} wants an employee who logged in by {@code method}; {@code /open} nobody. */
    static Path write(Path directory, String name, String method) {
        String pages = method.equals("FORM") ? FORM_PAGES : "";
        return write(directory, name, method, pages, "", archive -> {});
    }

    /** The same with FORM and an error page that says {@code told} and what it was told of the failure. */
    static Path writeTelling(Path directory, String name) {
        return write(
                directory,
                name,
                "FORM",
                TELLING_PAGES,
                "",
                archive -> archive.add(new StringAsset(TELLING_PAGE), "error.jsp"));
    }

    /** The same with our module, and its keys, inside. */
    static Path writeWithModule(Path directory, String name, String keys) {
        return write(
                directory,
                name,
                "BASIC",
                "",
                "",
                archive -> archive.addAsLibrary(BuildOutput.moduleJar().toFile())
                        .addAsWebInfResource(new StringAsset(keys), "latchkey.properties"));
    }

    /** The same with a WebSocket that tells who has opened it. */
    static Path writeWithSocket(Path directory, String name) {
        return write(
                directory,
                name,
                "BASIC",
                "",
                "",
                archive -> archive.addClasses(UserSocket.class, UserSocket.Handshake.class));
    }

    /** The same with FORM and sessions that may be on several nodes. */
    static Path writeDistributable(Path directory, String name) {
        return write(directory, name, "FORM", FORM_PAGES, "<distributable/>", archive -> {});
    }

    private static Path write(
            Path directory, String name, String method, String pages, String element, Consumer<WebArchive> more) {
        try {
            String webXml = Files.readString(BuildOutput.template("probe-web.xml"))
                    .replace("@method@", method)
                    .replace("</web-app>", element + "</web-app>")
                    .replace("@pages@", pages);
            WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war")
                    .addClass(ProbeServlet.class)
                    .add(new StringAsset("login"), "login.html")
                    .setWebXML(new StringAsset(webXml));
            more.accept(war);
            Path file = directory.resolve(name + ".war");
            war.as(ZipExporter.class).exportTo(file.toFile(), true);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a jar for {@code lib} with a site's own reading of a certificate. */
    static Path writeRetriever(Path directory) {
        Path file = directory.resolve("retriever.jar");
        ShrinkWrap.create(JavaArchive.class, "retriever.jar")
                .addClass(CommonNameRetriever.class)
                .as(ZipExporter.class)
                .exportTo(file.toFile(), true);
        return file;
    }
}
