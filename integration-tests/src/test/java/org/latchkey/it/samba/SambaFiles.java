package org.latchkey.it.samba;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.latchkey.it.support.Command;
import org.latchkey.it.support.Snapshot;
import org.latchkey.it.tls.TestAuthority;

/** What a domain controller has on disk: the domain, provisioned once and then restored, and the configuration. */
final class SambaFiles {
    private static final String HOST = "dc1";
    private static final List<String> PROVISION = List.of(
            "domain",
            "provision",
            "--server-role=dc",
            "--dns-backend=NONE",
            "--use-rfc2307",
            "--realm=" + AdDomain.DNS_NAME,
            "--domain=" + AdDomain.NETBIOS_NAME,
            "--host-name=" + HOST,
            "--host-ip=127.0.0.1",
            "--adminpass=" + AdDomain.ADMINISTRATOR_PASSWORD);

    private final SambaInstallation installation;
    private final Path folder;
    private final Path said;
    private final InetAddress address;

    SambaFiles(SambaInstallation installation, Path folder, Path said, InetAddress address) {
        this.installation = installation;
        this.folder = folder;
        this.said = said;
        this.address = address;
    }

    Path configuration() {
        return folder.resolve("smb.conf");
    }

    /** Makes all of it; nothing is started. */
    void make() {
        try {
            byte[] loader = script();
            var snapshot = Snapshot.of(
                    "samba",
                    List.of(
                            installation.version().getBytes(StandardCharsets.UTF_8),
                            String.join("\n", PROVISION).getBytes(StandardCharsets.UTF_8),
                            loader,
                            AdLdif.domain(),
                            AdLdif.stored()));
            boolean restored = snapshot.restore(folder);
            if (!restored) {
                provision();
            }
            writeConfiguration();
            if (!restored) {
                load(loader);
                snapshot.keep(folder);
            }
            writeTls();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void provision() {
        var command = new ArrayList<String>();
        command.add(installation.tool().toString());
        command.addAll(PROVISION);
        command.add("--targetdir=" + folder);
        Command.run(said.resolve("provision.txt"), command);
    }

    /** Writes the keys of a service, as an administrator hands them to it. */
    void exportKeytab(String principal, Path keytab) {
        Command.run(
                said.resolve("keytab.txt"),
                List.of(
                        installation.tool().toString(),
                        "domain",
                        "exportkeytab",
                        "--principal=" + principal,
                        "--configfile=" + configuration(),
                        keytab.toString()));
    }

    private void load(byte[] loader) throws IOException {
        Path script = Files.write(folder.resolve("load.py"), loader);
        Path domain = Files.write(folder.resolve("domain.ldif"), AdLdif.domain());
        Path stored = Files.write(folder.resolve("stored.ldif"), AdLdif.stored());
        Path database = folder.resolve("private/sam.ldb");
        Path partition = folder.resolve("private/sam.ldb.d").resolve(AdDomain.BASE.toUpperCase(Locale.ROOT) + ".ldb");
        Command.run(
                said.resolve("load.txt"),
                List.of(
                        SambaInstallation.PYTHON,
                        script.toString(),
                        configuration().toString(),
                        database.toString(),
                        domain.toString(),
                        partition.toString(),
                        stored.toString(),
                        AdDomain.person("dave").dn(),
                        AdDomain.dn("engineers", AdDomain.GROUPS)));
    }

    /** Of the services LDAP and Kerberos only: nothing else listens, and the address is all there is of this controller. */
    private void writeConfiguration() throws IOException {
        Files.createDirectories(folder.resolve("run"));
        Files.write(
                configuration(),
                List.of(
                        "[global]",
                        "server role = active directory domain controller",
                        "netbios name = " + HOST,
                        "realm = " + AdDomain.DNS_NAME,
                        "workgroup = " + AdDomain.NETBIOS_NAME,
                        "server services = ldap, kdc",
                        "bind interfaces only = yes",
                        "interfaces = " + address.getHostAddress() + "/8",
                        "private dir = " + folder.resolve("private"),
                        "state directory = " + folder.resolve("state"),
                        "cache directory = " + folder.resolve("cache"),
                        "lock directory = " + folder,
                        "binddns dir = " + folder.resolve("bind-dns"),
                        "pid directory = " + folder.resolve("run"),
                        "ncalrpc dir = " + folder.resolve("ncalrpc"),
                        "logging = file",
                        "log file = " + said.resolve("samba-%m.log"),
                        "max log size = 0",
                        "tls certfile = " + folder.resolve("server.pem"),
                        "tls keyfile = " + folder.resolve("server.key"),
                        "tls cafile = " + folder.resolve("ca.pem"),
                        "tls verify peer = no_check"));
    }

    private void writeTls() throws IOException {
        var authority = TestAuthority.shared();
        Files.copy(authority.certificatePem(address), folder.resolve("server.pem"));
        Files.copy(authority.caPem(), folder.resolve("ca.pem"));
        Path key = folder.resolve("server.key");
        Files.copy(authority.serverKeyPem(), key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    private static byte[] script() throws IOException {
        try (var script = Objects.requireNonNull(SambaFiles.class.getResourceAsStream("load.py"))) {
            return script.readAllBytes();
        }
    }
}
