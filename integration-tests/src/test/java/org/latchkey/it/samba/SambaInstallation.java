package org.latchkey.it.samba;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latchkey.it.require.Prerequisite;

/**
 * Where this machine keeps Samba with all that a domain controller needs.
 *
 * @param samba the server
 * @param tool provisions a domain
 * @param version of Samba and of its Python
 */
record SambaInstallation(Path samba, Path tool, String version) {
    /** Names a samba elsewhere. */
    static final String PROPERTY = "latchkey.samba";

    static final String PYTHON = "/usr/bin/python3";

    private static final String INSTALL =
            "; install Samba as a domain controller (Debian, Ubuntu: apt-get install samba"
                    + " samba-ad-dc samba-ad-provision samba-dsdb-modules samba-vfs-modules winbind ldb-tools python3-samba) or"
                    + " name the server with -D" + PROPERTY + "=/path/to/samba";
    /** Says its version, and fails where a part is missing. */
    private static final String PROBE = "import os, samba, samba.param as p, samba.provision, samba.samdb;"
            + " assert os.path.exists(p.setup_dir() + '/provision.ldif'), 'no samba-ad-provision';"
            + " assert os.path.exists(p.modules_dir() + '/ldb/samba_dsdb.so'), 'no samba-dsdb-modules';"
            + " print(samba.version)";

    private static final Found HERE = look();

    static SambaInstallation demand() {
        prerequisite().demand();
        return HERE.installation().orElseThrow();
    }

    static Prerequisite prerequisite() {
        return new Prerequisite("samba", HERE.missing());
    }

    private static Found look() {
        var samba = binary("samba", System.getProperty(PROPERTY));
        var tool = binary("samba-tool", null);
        if (samba.isEmpty() || tool.isEmpty()) {
            return Found.not("samba or samba-tool was not found" + INSTALL);
        }
        if (!mayListen()) {
            return Found.not("Samba cannot be given the ports of a domain controller; be root");
        }
        try {
            var process = new ProcessBuilder(PYTHON, "-c", PROBE)
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0
                    ? new Found(Optional.of(new SambaInstallation(samba.get(), tool.get(), said)), Optional.empty())
                    : Found.not("Samba is not complete (" + said.substring(said.lastIndexOf('\n') + 1) + ")" + INSTALL);
        } catch (IOException e) {
            return Found.not("Samba's Python was not found" + INSTALL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean mayListen() {
        try (var socket = new ServerSocket(389, 1, InetAddress.getByName("127.193.86.75"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Path> binary(String name, String chosen) {
        if (chosen != null) {
            return Optional.of(Path.of(chosen)).filter(Files::isExecutable);
        }
        var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        var usual = List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/samba/sbin", "/usr/local/samba/bin");
        return Stream.concat(Arrays.stream(path).filter(folder -> !folder.isEmpty()), usual.stream())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private record Found(Optional<SambaInstallation> installation, Optional<String> missing) {
        static Found not(String why) {
            return new Found(Optional.empty(), Optional.of(why));
        }
    }
}
