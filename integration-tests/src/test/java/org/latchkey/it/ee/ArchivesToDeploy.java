package org.latchkey.it.ee;

import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What Arquillian takes for the test class: names the archives, which are read from their files as they are. */
public final class ArchivesToDeploy {
    private static Site site;

    @ArquillianResource
    private Deployer deployer;

    /** For Arquillian. */
    public ArchivesToDeploy() {}

    Deployer deployer() {
        return deployer;
    }

    static void are(Site toDeploy) {
        site = toDeploy;
    }

    @Deployment(name = "plain", managed = false, testable = false)
    public static WebArchive plain() {
        return archive("plain");
    }

    @Deployment(name = "asks", managed = false, testable = false)
    public static WebArchive asks() {
        return archive("asks");
    }

    @Deployment(name = "inwar", managed = false, testable = false)
    public static WebArchive inWar() {
        return archive("inwar");
    }

    @Deployment(name = "named", managed = false, testable = false)
    public static WebArchive named() {
        return archive("named");
    }

    @Deployment(name = "form", managed = false, testable = false)
    public static WebArchive form() {
        return archive("form");
    }

    @Deployment(name = "other", managed = false, testable = false)
    public static WebArchive other() {
        return archive("other");
    }

    @Deployment(name = "proxied", managed = false, testable = false)
    public static WebArchive proxied() {
        return archive("proxied");
    }

    @Deployment(name = "late", managed = false, testable = false)
    public static WebArchive late() {
        return archive("late");
    }

    @Deployment(name = "realm", managed = false, testable = false)
    public static WebArchive realm() {
        return archive("realm");
    }

    @Deployment(name = "jaas", managed = false, testable = false)
    public static WebArchive jaas() {
        return archive("jaas");
    }

    @Deployment(name = "store", managed = false, testable = false)
    public static WebArchive store() {
        return archive("store");
    }

    /** The one test. */
    public void now() {}

    private static WebArchive archive(String name) {
        return Stream.concat(site.applications().stream(), Stream.of(Sites.late()))
                .filter(application -> application.name().equals(name))
                .findFirst()
                .map(application -> ShrinkWrap.createFromZipFile(
                        WebArchive.class, application.war().toFile()))
                .orElseGet(() -> ShrinkWrap.create(WebArchive.class, name + ".war"));
    }
}
