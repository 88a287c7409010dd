package org.latchkey.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.support.FreePort;

/**
 * The files of one Tomcat instance: the {@code CATALINA_BASE}, under {@code target/tomcat/VERSION/NAME}.
 *
 * <p>It holds a server.xml for a port that was free a moment ago, the packaged realm in {@code lib}, the logging file
 * we hand to administrators, and whatever applications are deployed. Its logs stay after the run. Filled in by one
 * thread before the Tomcat is started.
 */
public final class CatalinaBase {
    private static final List<String> SHIPPED = List.of("web.xml", "catalina.properties", "context.xml");
    private static final List<String> EMPTY = List.of("logs", "temp", "webapps", "work");

    private final TomcatHome home = TomcatHome.underTest();
    private final int port = FreePort.next();
    private final Map<String, String> places = new HashMap<>(Map.of(
            "port", Integer.toString(port), "engine", "", "host", "", "connector", "", "cluster", "", "valves", ""));
    private final List<String> jvmOptions = new ArrayList<>(JvmOptions.QUICK_START);
    private final Path directory;

    private CatalinaBase(String name) {
        directory = BuildDirectory.fresh("tomcat/" + home.version(), name);
    }

    /** A fresh one, with no application and no realm yet. */
    public static CatalinaBase named(String name) {
        CatalinaBase base = new CatalinaBase(name);
        EMPTY.forEach(base::makeDirectory);
        SHIPPED.forEach(file -> base.copy(base.home.directory().resolve("conf").resolve(file), "conf/" + file));
        return base.copy(BuildOutput.exampleLogging(), "conf/logging.properties")
                .copy(BuildOutput.template("tomcat-users.xml"), "conf/tomcat-users.xml")
                .lib(BuildOutput.realmJar())
                .writeServerXml();
    }

    public CatalinaBase engineRealm(RealmXml realm) {
        places.put("engine", realm.xml());
        return writeServerXml();
    }

    CatalinaBase hostRealm(RealmXml realm) {
        places.put("host", realm.xml());
        return writeServerXml();
    }

    /** What makes it a node, as XML, and the valves of its host. */
    CatalinaBase cluster(String xml, String valves) {
        places.put("cluster", xml);
        places.put("valves", valves);
        return writeServerXml();
    }

    /** One more connector than the plain one, as XML. */
    CatalinaBase connector(String xml) {
        places.put("connector", xml);
        return writeServerXml();
    }

    /** Deploys a WAR as an administrator does: by copying it, unchanged, to where Tomcat looks. */
    CatalinaBase deploy(Path war) {
        return copy(war, "webapps/" + war.getFileName());
    }

    /** Deploys a WAR that stays where it is, with a realm of its own in its {@code <Context>}. */
    public CatalinaBase deploy(Path war, RealmXml realm) {
        return deploy(war.getFileName().toString().replaceFirst("\\.war$", ""), war, realm);
    }

    /** The same under another name than the file's. */
    public CatalinaBase deploy(String name, Path war, RealmXml realm) {
        String context = "<Context docBase=\"" + war + "\">\n" + realm.xml() + "\n</Context>\n";
        return write("conf/Catalina/localhost/" + name + ".xml", context);
    }

    /** Puts {@code inner} into the {@code <Context>} every application inherits. */
    CatalinaBase everyContext(String inner) {
        return write("conf/context.xml", "<Context>\n" + inner + "\n</Context>\n");
    }

    /** What else the JVM is started with; {@code @base@} stands for this directory. */
    CatalinaBase jvmOption(String option) {
        jvmOptions.add(option.replace("@base@", directory.toString()));
        return this;
    }

    public CatalinaBase lib(Path jar) {
        return copy(jar, "lib/" + jar.getFileName());
    }

    public CatalinaBase copy(Path from, String to) {
        try {
            Path target = directory.resolve(to);
            Files.createDirectories(target.getParent());
            Files.copy(from, target);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CatalinaBase write(String file, String text) {
        try {
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TomcatHome home() {
        return home;
    }

    public Path directory() {
        return directory;
    }

    List<String> jvmOptions() {
        return List.copyOf(jvmOptions);
    }

    public int port() {
        return port;
    }

    public LogFiles logs() {
        return new LogFiles(directory.resolve("logs"));
    }

    private CatalinaBase writeServerXml() {
        try {
            String xml = Files.readString(BuildOutput.template("server.xml"));
            for (Map.Entry<String, String> place : places.entrySet()) {
                xml = xml.replace('@' + place.getKey() + '@', place.getValue());
            }
            return write("conf/server.xml", xml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeDirectory(String name) {
        try {
            Files.createDirectories(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
