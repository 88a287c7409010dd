package org.latchkey.it.ee;

import java.util.List;

/** The one server, and the two directories, that all tests of a run share, with every application deployed. */
final class RunningServer implements AutoCloseable {
    private final Directories directories;
    private final ApplicationServer server;
    private final Site site;

    private RunningServer(Directories directories, ApplicationServer server, Site site) {
        this.directories = directories;
        this.server = server;
        this.site = site;
    }

    static RunningServer start() {
        var directories = new Directories();
        ApplicationServer server = Servers.underTest();
        var running = new RunningServer(directories, server, Sites.forServer(server, directories));
        try {
            server.start(running.site);
            running.site.applications().forEach(server::deploy);
            Deployed.writeDown(server, running.site);
            return running;
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    ApplicationServer server() {
        return server;
    }

    Directories directories() {
        return directories;
    }

    Application application(String name) {
        return site.applications().stream()
                .filter(application -> application.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The applications with BASIC and the company's people: at least one for each way this server has. */
    List<Application> basic() {
        return site.applications().stream()
                .filter(application ->
                        List.of("plain", "inwar", "realm", Sites.NAMED).contains(application.name()))
                .toList();
    }

    /** The applications with login on a page: one for each place where this server has the module. */
    List<Application> form() {
        return site.applications().stream()
                .filter(application -> List.of("form", Sites.FORM_OUTSIDE).contains(application.name()))
                .toList();
    }

    /** Where one registration is for all applications, gives it the keys of this one. */
    void registerFor(Application application) {
        if (server.hasOneRegistration()) {
            Application first = by(Way.CONTAINER_LEVEL).get(0);
            Site.configFile(new Application(first.name(), first.way(), first.war(), application.options()));
        }
    }

    /** The applications that get their logins this way; none where the server does not have it. */
    List<Application> by(Way way) {
        return site.by(way);
    }

    /** The row, with what this server is forced to answer otherwise. */
    Row expected(Application application, Row row) {
        return server.differences().stream()
                .filter(difference -> difference.concerns(application.way(), row.name()))
                .reduce(row, (changed, difference) -> changed.expect(difference.seen()), (one, other) -> other);
    }

    /** A person's browser, as yet without cookies, at an application. */
    Client client(Application application) {
        return new Client(server.url() + application.contextPath());
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            directories.close();
        }
    }
}
