package org.latchkey.it.ee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.latchkey.it.support.BuildDirectory;

/** Says which applications a server gets, by the ways it has. */
final class Sites {
    private static final Path MODULE = BuildDirectory.path().resolve("deployments/latchkey-jaspic.jar");

    /** The application that names the module in a descriptor of the server's own. */
    static final String NAMED = "named";

    /** The application with login on a page, which its server guards by the module. */
    static final String FORM_OUTSIDE = "asks";

    /** The application whose users a proxy names. */
    static final String PROXIED = "proxied";

    /** What such a proxy shows. */
    static final String PROXY_SECRET = "the-proxys-own-c4nary";

    private Sites() {}

    static Site forServer(ApplicationServer server, Directories directories) {
        Stream<Application> all = Stream.of(
                        untouched("plain", Way.CONTAINER_LEVEL, directories.everybody()),
                        new Application(
                                FORM_OUTSIDE,
                                Way.CONTAINER_LEVEL,
                                AcceptanceWars.untouchedWithForm(FORM_OUTSIDE),
                                form(directories.everybody())),
                        untouched("realm", Way.REALM, ofRealm(server, directories)),
                        withModule("inwar", directories.everybody()),
                        withModule("form", form(directories.everybody())),
                        smallWithModule("other", directories.tenant()),
                        smallWithModule(PROXIED, proxied(directories.everybody())),
                        byLoginModule("jaas", directories.company()),
                        withStore("store", directories.company()))
                .filter(application -> server.ways().contains(application.way()));
        return new Site(
                MODULE,
                Stream.concat(named(server, directories.everybody()), all).toList());
    }

    private static Map<String, String> ofRealm(ApplicationServer server, Directories directories) {
        return server.ways().contains(Way.REALM) ? directories.everybodyByInit() : Map.of();
    }

    /** With our jar and no keys: it registers the module when it is asked to. */
    static Application late() {
        return new Application("late", Way.IN_WAR, AcceptanceWars.late(MODULE), Map.of());
    }

    private static Application untouched(String name, Way way, Map<String, String> options) {
        return new Application(name, way, AcceptanceWars.untouched(name), options);
    }

    private static Stream<Application> named(ApplicationServer server, Map<String, String> options) {
        Map<String, String> descriptor = server.descriptor();
        return descriptor.isEmpty()
                ? Stream.empty()
                : Stream.of(new Application(
                        NAMED, Way.CONTAINER_LEVEL, AcceptanceWars.withDescriptor(NAMED, descriptor), options));
    }

    private static Application withModule(String name, Map<String, String> options) {
        return new Application(name, Way.IN_WAR, AcceptanceWars.withModule(name, MODULE, options), options);
    }

    private static Application smallWithModule(String name, Map<String, String> options) {
        return new Application(name, Way.IN_WAR, AcceptanceWars.smallWithModule(name, MODULE, options), options);
    }

    private static Application byLoginModule(String name, Map<String, String> options) {
        return new Application(name, Way.JAAS, AcceptanceWars.inDomain(name, "corp"), options);
    }

    private static Application withStore(String name, Map<String, String> options) {
        return new Application(name, Way.IDENTITY_STORE, AcceptanceWars.withStore(name, MODULE, options), options);
    }

    /** By whom a proxy on this machine names, with the secret. */
    private static Map<String, String> proxied(Map<String, String> options) {
        var proxied = new LinkedHashMap<>(options);
        proxied.put("mechanism", "HEADER");
        proxied.put("trustedProxies", "127.0.0.1");
        proxied.put("proxySecretHeader", "X-Proxy-Secret");
        proxied.put("proxySecretFile", secretFile().toString());
        proxied.put("attributeHeaders", "X-Remote-Nick=nick");
        proxied.put("requestHeaders", "X-User-Mail=mail");
        proxied.put("requestAttributes", "user.mail=mail");
        return proxied;
    }

    private static Path secretFile() {
        try {
            Path file = BuildDirectory.path().resolve("ee/etc/proxy-secret");
            Files.createDirectories(file.getParent());
            return Files.writeString(file, PROXY_SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> form(Map<String, String> options) {
        var form = new LinkedHashMap<>(options);
        form.put("mechanism", "FORM");
        form.put("loginPage", "/login.html");
        form.put("errorPage", "/refused.html");
        return form;
    }
}
