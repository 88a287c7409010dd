package org.latchkey.it.ds389;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import com.unboundid.ldif.LDIFWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server has on disk, made from the templates it comes with as its own set-up tool makes it, but in a folder of our
 * choice, and with the loopback address in it before it is ever started.
 */
final class Ds389Files {
    static final String ADMINISTRATOR = "cn=Directory Manager";
    static final String PASSWORD = "manager-c4nary";

    private static final String BACKEND = "userRoot";
    private static final List<String> FOLDERS = List.of("db", "log", "run", "lock", "ldif", "bak", "tmp", "inst");

    private final Ds389Installation installation;
    private final Path folder;
    private final Path said;

    /**
     * Nothing is written yet.
     *
     * @param folder empty; its name is one the server has nowhere else on this machine
     * @param said where the logs go
     */
    Ds389Files(Ds389Installation installation, Path folder, Path said) {
        this.installation = installation;
        this.folder = folder;
        this.said = said;
    }

    /** Named as the folder is: the server names what it shares between its processes by it. */
    Path configuration() {
        return folder.resolve(folder.getFileName());
    }

    Path accessLog() {
        return said.resolve("access");
    }

    Path processId() {
        return folder.resolve("run/pid");
    }

    /** Writes everything; the tree is empty. */
    void make(int port) {
        try {
            for (String name : FOLDERS) {
                Files.createDirectory(folder.resolve(name));
            }
            Files.createDirectory(configuration());
            copy("schema", configuration().resolve("schema"));
            copy("config", configuration());
            write(settings(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Entry> settings(int port) throws IOException {
        List<Entry> entries = read("template-dse.ldif", Map.of("ds_port", Integer.toString(port)));
        for (Entry entry : entries) {
            switch (entry.getDN()) {
                case "cn=config" -> adorn(entry);
                case "cn=MemberOf Plugin,cn=plugins,cn=config" -> memberOf(entry);
                default -> {}
            }
        }
        entries.addAll(read("template-suffix-db.ldif", Map.of()));
        entries.addAll(uniqueIdentifiers());
        return entries;
    }

    private static void adorn(Entry config) {
        config.setAttribute("nsslapd-listenhost", "127.0.0.1");
        config.setAttribute("nsslapd-securelistenhost", "127.0.0.1");
        config.setAttribute("nsslapd-accesslog-logbuffering", "off");
        config.setAttribute("nsslapd-allow-anonymous-access", "rootdse");
        config.setAttribute("passwordStorageScheme", "SSHA512");
    }

    private static void memberOf(Entry plugin) {
        plugin.setAttribute("nsslapd-pluginEnabled", "on");
        plugin.setAttribute("memberOfGroupAttr", "member");
        plugin.setAttribute("memberOfAutoAddOC", "nsMemberOf");
    }

    /** What gives each new entry an {@code entryUUID} (RFC 4530); a server adds it by itself, but only for its next start. */
    private static List<Entry> uniqueIdentifiers() {
        return List.of(
                plugin("entryuuid_syntax", "libentryuuid-syntax-plugin", "syntax"),
                plugin("entryuuid", "libentryuuid-plugin", "betxnpreoperation"));
    }

    private static Entry plugin(String name, String library, String type) {
        var plugin = new Entry("cn=" + name + ",cn=plugins,cn=config");
        plugin.addAttribute("objectClass", "top", "nsSlapdPlugin");
        plugin.addAttribute("cn", name);
        plugin.addAttribute("nsslapd-pluginPath", library);
        plugin.addAttribute("nsslapd-pluginInitfunc", name + "_plugin_init");
        plugin.addAttribute("nsslapd-pluginType", type);
        plugin.addAttribute("nsslapd-pluginEnabled", "on");
        for (String told : List.of("Id", "Version", "Vendor", "Description")) {
            plugin.addAttribute("nsslapd-plugin" + told, "none");
        }
        return plugin;
    }

    private List<Entry> read(String template, Map<String, String> more) throws IOException {
        String text = Files.readString(installation.templates().resolve(template), StandardCharsets.UTF_8);
        Map<String, String> values = new TreeMap<>(values());
        values.putAll(more);
        for (var value : values.entrySet()) {
            text = text.replace("%" + value.getKey() + "%", value.getValue());
        }
        List<Entry> entries = new ArrayList<>();
        try (var reader = new LDIFReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            for (Entry entry = reader.readEntry(); entry != null; entry = reader.readEntry()) {
                entries.add(entry);
            }
        } catch (LDIFException e) {
            throw new IllegalStateException(template, e);
        }
        return entries;
    }

    private Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        for (String name : FOLDERS) {
            values.put(name + "_dir", folder.resolve(name).toString());
        }
        String own = configuration().toString();
        values.put("config_dir", own);
        values.put("cert_dir", own);
        values.put("schema_dir", own + "/schema");
        values.put("log_dir", said.toString());
        values.put("db_home_dir", folder.resolve("db").toString());
        values.put("db_lib", "bdb");
        values.put("ds_bename", BACKEND);
        values.put("ds_suffix", Ds389Tree.BASE);
        values.put("ds_user", System.getProperty("user.name"));
        values.put("fqdn", "localhost");
        values.put("ldapi", folder.resolve("run/socket").toString());
        values.put("ldapi_enabled", "off");
        values.put("ldapi_autobind", "off");
        values.put("rootdn", ADMINISTRATOR);
        values.put("ds_passwd", "{CLEAR}" + PASSWORD);
        return values;
    }

    private void write(List<Entry> settings) throws IOException {
        try (var ldif = new LDIFWriter(configuration().resolve("dse.ldif").toFile())) {
            for (Entry entry : settings) {
                ldif.writeEntry(entry);
            }
        }
    }

    private void copy(String from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(installation.configuration().resolve(from))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
