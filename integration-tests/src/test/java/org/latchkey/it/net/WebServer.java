package org.latchkey.it.net;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.latchkey.it.require.Prerequisite;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.support.Daemon;
import org.latchkey.it.support.FreePort;

/**
 * A real web server on 127.0.0.1 with a configuration that is handed to administrators, in which the places of this machine
 * stand for those of the example.
 */
public final class WebServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
    private static final List<String> MODULE_NAMES = List.of(
            "mpm_event",
            "proxy",
            "proxy_http",
            "proxy_ajp",
            "headers",
            "auth_basic",
            "authn_core",
            "authn_file",
            "authz_core",
            "authz_user",
            "ldap",
            "authnz_ldap");
    private static final String KERBEROS = "auth_gssapi";
    private static final String WORKER = "www-data";

    private final int port;
    private final Daemon daemon;

    private WebServer(int port, Daemon daemon) {
        this.port = port;
        this.daemon = daemon;
    }

    /** What Apache needs of the machine. */
    public static Prerequisite apache() {
        boolean complete =
                binary("apache2").isPresent() && MODULE_NAMES.stream().allMatch(name -> Files.isReadable(module(name)));
        return new Prerequisite(
                "apache2",
                complete
                        ? Optional.empty()
                        : Optional.of("apache2 or one of its modules was not found; install apache2 (Debian, Ubuntu:"
                                + " apt-get install apache2)"));
    }

    /** What Apache needs of the machine to take Kerberos tickets. */
    public static Prerequisite apacheWithKerberos() {
        return new Prerequisite(
                "apache2-gssapi",
                Files.isReadable(module(KERBEROS))
                        ? Optional.empty()
                        : Optional.of(
                                "mod_auth_gssapi was not found; install libapache2-mod-auth-gssapi (Debian, Ubuntu:"
                                        + " apt-get install libapache2-mod-auth-gssapi)"));
    }

    /** What nginx needs of the machine. */
    public static Prerequisite nginx() {
        return new Prerequisite(
                "nginx",
                binary("nginx").isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                "nginx was not found; install nginx-light (Debian, Ubuntu: apt-get install nginx-light)"));
    }

    /**
     * Starts Apache.
     *
     * @param example the configuration of a site
     * @param places what stands in it, and what is to stand there
     * @param files further files by what the configuration calls them
     */
    public static WebServer apache(
            Path example, String address, Map<String, String> places, Map<String, String> files) {
        return apache(example, address, places, files, MODULE_NAMES, List.of(), () -> {});
    }

    /**
     * Starts Apache for a site that takes Kerberos tickets; see {@link #apache}.
     *
     * @param tickets with the keys in it; the server's own from now on, and deleted with its end
     */
    public static WebServer apacheWithKerberos(
            Path example, String address, Map<String, String> places, Map<String, String> files, TicketFiles tickets) {
        apacheWithKerberos().demand();
        if (isRoot()) {
            tickets.giveTo(WORKER);
        }
        List<String> modules =
                Stream.concat(MODULE_NAMES.stream(), Stream.of(KERBEROS)).toList();
        List<String> told = List.of(found("env"), "KRB5_CONFIG=" + tickets.configuration());
        return apache(example, address, places, files, modules, told, tickets::close);
    }

    private static WebServer apache(
            Path example,
            String address,
            Map<String, String> places,
            Map<String, String> files,
            List<String> modules,
            List<String> before,
            Runnable afterwards) {
        apache().demand();
        int port = FreePort.next();
        Path folder = BuildDirectory.fresh("apache", "apache");
        Path site = site(folder, example, address, port, places, files);
        List<String> lines = new ArrayList<>(List.of(
                "ServerRoot \"" + folder + "\"",
                "ServerName app.example",
                "DefaultRuntimeDir \"" + folder + "\"",
                "PidFile \"" + folder.resolve("pid") + "\"",
                "ErrorLog \"" + folder.resolve("error.log") + "\"",
                "Mutex posixsem",
                "Listen 127.0.0.1:" + port,
                "User " + WORKER,
                "Group " + WORKER,
                "StartServers 1"));
        modules.forEach(name -> lines.add("LoadModule " + name + "_module " + module(name)));
        lines.add("Include \"" + site + "\"");
        Path configuration = write(folder.resolve("apache2.conf"), String.join("\n", lines) + "\n");
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(found("apache2"), "-d", folder.toString(), "-f", configuration.toString(), "-X"));
        return started(port, folder, command, afterwards);
    }

    /** Starts nginx; see {@link #apache}. */
    public static WebServer nginx(Path example, String address, Map<String, String> places, Map<String, String> files) {
        nginx().demand();
        int port = FreePort.next();
        Path folder = BuildDirectory.fresh("nginx", "nginx");
        Path site = site(folder, example, address, port, places, files);
        String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> "  " + kind + "_temp_path " + folder.resolve(kind) + ";\n")
                .collect(Collectors.joining());
        String text =
                (isRoot() ? "user root;\n" : "") + "daemon off;\nmaster_process off;\npid " + folder.resolve("pid")
                        + ";\nevents { }\nhttp {\n  access_log " + folder.resolve("access.log") + ";\n" + temporary
                        + "  include " + site + ";\n}\n";
        Path configuration = write(folder.resolve("nginx.conf"), text);
        return started(
                port,
                folder,
                List.of(
                        found("nginx"),
                        "-p",
                        folder.toString(),
                        "-e",
                        folder.resolve("error.log").toString(),
                        "-c",
                        configuration.toString()),
                () -> {});
    }

    /** {@code http://127.0.0.1:port}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        daemon.close();
    }

    private static WebServer started(int port, Path folder, List<String> command, Runnable afterwards) {
        Path log = folder.resolve("console.log");
        WebServer server = new WebServer(port, Daemon.start(command, log, afterwards));
        try {
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                    .until(() -> !server.daemon.isAlive() || server.listens());
        } catch (ConditionTimeoutException e) {
            server.close();
        }
        if (!server.daemon.isAlive()) {
            String said = Stream.of(log, folder.resolve("error.log"))
                    .filter(Files::exists)
                    .map(WebServer::read)
                    .collect(Collectors.joining());
            throw new IllegalStateException(command.get(0) + " does not serve:\n" + said);
        }
        return server;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path site(
            Path folder,
            Path example,
            String address,
            int port,
            Map<String, String> places,
            Map<String, String> files) {
        String text = read(example);
        text = replaced(text, address, "127.0.0.1:" + port);
        for (Map.Entry<String, String> place : places.entrySet()) {
            text = replaced(text, place.getKey(), place.getValue());
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path copy = folder.resolve(Path.of(file.getKey()).getFileName());
            text = replaced(text, file.getKey(), write(copy, file.getValue()).toString());
        }
        return write(folder.resolve(example.getFileName()), text);
    }

    private static String replaced(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalStateException("the example has no " + from);
        }
        return text.replace(from, to);
    }

    private static Path module(String name) {
        return MODULES.resolve("mod_" + name + ".so");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String found(String name) {
        return binary(name).orElseThrow().toString();
    }

    private static Optional<Path> binary(String name) {
        String[] path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return Stream.concat(Arrays.stream(path), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
