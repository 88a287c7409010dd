package org.latchkey.it.ee;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.latchkey.it.container.BuildOutput;
import org.latchkey.it.container.CatalinaBase;
import org.latchkey.it.container.JvmOptions;
import org.latchkey.it.container.RealmXml;
import org.latchkey.it.container.TomcatHome;
import org.latchkey.it.support.FreePort;

/** Tomcat 10.1 or 11: the module's jar in {@code lib}, and {@code conf/jaspic-providers.xml}. */
final class TomcatServer extends ArquillianServer {
    private static final Map<String, String> REFUSED =
            Map.of("status", "401", "remoteUser", "", "principal", "", "authType", "");

    private final TomcatHome home = TomcatHome.underTest();
    private CatalinaBase base;

    @Override
    public String title() {
        return "Tomcat " + home.version();
    }

    @Override
    public Set<Way> ways() {
        return Set.of(Way.REALM, Way.IN_WAR, Way.CONTAINER_LEVEL);
    }

    @Override
    public boolean hasEnterpriseBeans() {
        return false;
    }

    @Override
    public List<Difference> differences() {
        var all = new ArrayList<>(List.of(
                realm(
                        "no credentials",
                        Map.of("WWW-Authenticate", nativeChallenge(), "Cache-Control", "private"),
                        "Tomcat words its challenge itself"),
                realm(
                        "an open page knows who says so",
                        Map.of("remoteUser", "null", "principal", "null", "authType", "null", "roles", ""),
                        "Tomcat reads no password where nothing asks for one"),
                realm(
                        "an open page does not look away from a wrong password",
                        Map.of("status", "200", "challenge", ""),
                        "Tomcat reads no password where nothing asks for one"),
                new Difference(
                        Set.of(Way.IN_WAR),
                        "registered late",
                        Map.of("remoteUser", ""),
                        "Tomcat tells an application of a registration only if there was one when it first asked"),
                new Difference(
                        ways(),
                        "login() is the container's own",
                        Map.of("done", "logged in", "remoteUser", "alice"),
                        "Tomcat asks its realm, which is ours here")));
        all.addAll(home.version().startsWith("10.1.") ? charsetOf10() : charsetOf11());
        return all;
    }

    @Override
    protected String qualifier() {
        return "tomcat-ee";
    }

    @Override
    protected void prepare(Site site) {
        base = CatalinaBase.named("ee")
                .copy(BuildOutput.template("manager.xml"), "conf/Catalina/localhost/manager.xml")
                .lib(site.module())
                .write(
                        "conf/jaspic-providers.xml",
                        new Recipe("tomcat.md")
                                .block("container-level", site.by(Way.CONTAINER_LEVEL), "<provider ", "</provider>"));
        site.by(Way.REALM).forEach(application -> base.engineRealm(realm(application.options())));
        int jmxPort = FreePort.next();
        tell("home", base.home().directory());
        tell("base", base.directory());
        tell("port", base.port());
        tell("jmxPort", jmxPort);
        tell(
                "jvm",
                String.join(" ", JvmOptions.QUICK_START)
                        + " -Dcom.sun.management.jmxremote.host=127.0.0.1 -Djava.rmi.server.hostname=127.0.0.1"
                        + " -Dcom.sun.management.jmxremote.rmi.port=" + jmxPort);
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + base.port();
    }

    @Override
    public List<Path> logs() {
        return List.of(base.directory().resolve("logs"));
    }

    @Override
    public void redeploy(Application application) {
        manage("undeploy?path=" + application.contextPath());
        manage("deploy?path=" + application.contextPath() + "&war=file:" + application.war());
    }

    private void manage(String command) {
        Seen seen = new Client(url()).send(Call.get("/manager/text/" + command).as("deployer", "deployer-c4nary"));
        if (!seen.body().startsWith("OK")) {
            throw new IllegalStateException(seen.body());
        }
    }

    @Override
    public ProcessHandle process() {
        return Leftovers.childrenWith("-Dcatalina.base=" + base.directory())
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected void endLeftovers() {
        Leftovers.endChildrenWith("-Dcatalina.base=" + base.directory());
    }

    private static List<Difference> charsetOf10() {
        return Stream.of("josé", "مريم", "𠮷野", "password of pw-umlaut", "password of pw-emoji")
                .map(name -> realm(
                        "UTF-8: " + name,
                        REFUSED,
                        "Tomcat 10.1 reads names and passwords as ISO-8859-1 if not told otherwise"))
                .toList();
    }

    private static List<Difference> charsetOf11() {
        return List.of(realm("ISO-8859-1: *", REFUSED, "Tomcat 11 reads every name and password as UTF-8"));
    }

    private String nativeChallenge() {
        return "Basic realm=\"Latchkey\"" + (home.version().startsWith("10.1.") ? "" : ", charset=UTF-8");
    }

    private static Difference realm(String row, Map<String, String> seen, String reason) {
        return new Difference(Set.of(Way.REALM), row, seen, reason);
    }

    private static RealmXml realm(Map<String, String> options) {
        RealmXml realm = RealmXml.of("org.latchkey.tomcat.LdapRealm");
        for (var option : options.entrySet()) {
            realm = realm.with(option.getKey(), option.getValue());
        }
        return realm;
    }
}
