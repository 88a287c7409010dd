package org.latchkey.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;

/** Grafana's ldap.toml. Its roles are those of an organisation; who has none is not let in there. */
final class GrafanaConverter {

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:__env)?\\{([A-Za-z_][\\w]*)}");
    private static final Pattern FILE = Pattern.compile("\\$__file\\{([^{}]+)}");
    private static final Set<String> PASSED = Set.of("min_tls_version", "tls_ciphers", "timeout");

    private final Conversion conversion = new Conversion();
    private final Map<String, Object> server;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final List<Map<String, Object>> mappings = new ArrayList<>();

    private GrafanaConverter(Map<String, Object> server) {
        this.server = new LinkedHashMap<>(server);
    }

    static Conversion convert(ForeignFile file) {
        List<GrafanaConverter> servers = new ArrayList<>();
        for (TomlTables table : tables(file)) {
            if (table.name().equals("servers")) {
                servers.add(new GrafanaConverter(table.keys()));
            } else if (!servers.isEmpty()) {
                servers.get(servers.size() - 1).part(table);
            }
        }
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("no [[servers]] in " + file);
        }
        GrafanaConverter chosen = servers.get(
                file.which().number() == null ? 0 : Choice.of(file.which().number(), servers.size(), file.path()));
        chosen.convert(servers.size());
        return chosen.conversion;
    }

    private static List<TomlTables> tables(ForeignFile file) {
        try {
            return TomlTables.read(file.text());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private void part(TomlTables table) {
        switch (table.name()) {
            case "servers.attributes" -> attributes.putAll(table.keys());
            case "servers.group_mappings" -> mappings.add(table.keys());
            default -> conversion.note("not converted: the table " + LogText.escaped(table.name()));
        }
    }

    private void convert(int servers) {
        if (servers > 1) {
            conversion.lost(
                    "there are " + servers + " [[servers]] and one is converted: --realm says which; several with"
                            + " users of their own are directories (docs/directories.md)");
        }
        String nameAttribute = text(attributes, "username").orElse("cn");
        connection();
        service();
        users(nameAttribute);
        groups(nameAttribute);
        new GrafanaRoles(mappings, conversion).convert();
        attributes();
        server.forEach((name, value) -> {
            if (PASSED.contains(name)) {
                conversion.notConverted(
                        name, String.valueOf(value), "sslProtocol, cipherSuites and connectionTimeout say so");
            } else {
                conversion.lost(name, String.valueOf(value), "not known here: look up whether it changes who gets in");
            }
        });
    }

    private void connection() {
        boolean ssl = truth("use_ssl");
        boolean startTls = truth("start_tls");
        String port = take("port").map(given -> ":" + given).orElse("");
        String scheme = ssl && !startTls ? "ldaps://" : "ldap://";
        conversion.put(
                ConfigKey.CONNECTION_URL,
                Arrays.stream(take("host").orElse("localhost").split("\\s+"))
                        .map(host -> scheme + host + port)
                        .collect(Collectors.joining(" ")));
        if (startTls) {
            conversion.put(ConfigKey.USE_START_TLS, "true");
        }
        if (truth("ssl_skip_verify")) {
            conversion.note(
                    "not converted: ssl_skip_verify: the server's certificate is verified; name the authority by"
                            + " caCertificateFile");
        }
        conversion.putIfThere(ConfigKey.CA_CERTIFICATE_FILE, take("root_ca_cert"));
        List.of("client_cert", "client_key", "root_ca_cert_value", "client_cert_value", "client_key_value")
                .forEach(
                        name -> take(name)
                                .ifPresent(
                                        value -> conversion.notConverted(
                                                name,
                                                "",
                                                "keyStoreFile takes a certificate with its key as PKCS#12, caCertificateFile authorities")));
    }

    private void service() {
        Optional<String> name = take("bind_dn");
        Optional<String> password = take("bind_password");
        name.ifPresent(dn -> conversion.put(ConfigKey.CONNECTION_NAME, dn.replace("%s", "{0}")));
        if (name.filter(dn -> dn.contains("%s")).isPresent()) {
            conversion.note(
                    "bind_dn holds the user's name: searches are bound by that name and the user's own password");
        } else {
            password.ifPresent(text -> conversion.secret(ConfigKey.CONNECTION_PASSWORD, reference(text)));
        }
    }

    private static String reference(String text) {
        return FILE.matcher(VARIABLE.matcher(text).replaceAll("\\${env:$1}")).replaceAll("\\${file:$1}");
    }

    private void users(String nameAttribute) {
        bases(ConfigKey.USER_BASE, "search_base_dns");
        conversion.put(ConfigKey.USER_SUBTREE, "true");
        conversion.put(
                ConfigKey.USER_SEARCH, take("search_filter").orElse("(cn=%s)").replace("%s", "{0}"));
        conversion.put(ConfigKey.USER_NAME_ATTRIBUTE, nameAttribute);
        conversion.note("all bases are asked and one name must be one entry; Grafana took the first that it found");
    }

    private void bases(ConfigKey key, String name) {
        List<String> bases = list(server.remove(name));
        for (int i = 0; i < bases.size(); i++) {
            conversion.put(i == 0 ? key.key() : key + "." + (i + 1), bases.get(i));
        }
    }

    private void groups(String nameAttribute) {
        Optional<String> filter = take("group_search_filter");
        Optional<String> of = take("group_search_filter_user_attribute");
        if (filter.isEmpty()) {
            server.remove("group_search_base_dns");
            memberOf();
            return;
        }
        String attribute = of.orElse(nameAttribute);
        boolean dn = attribute.equalsIgnoreCase("dn") || attribute.equalsIgnoreCase("distinguishedName");
        boolean username = attribute.equalsIgnoreCase(nameAttribute);
        String place = dn ? "{0}" : username ? "{1}" : "{2}";
        if (!dn && !username) {
            conversion.put(ConfigKey.USER_ROLE_ATTRIBUTE, attribute);
        }
        bases(ConfigKey.ROLE_BASE, "group_search_base_dns");
        conversion.put(ConfigKey.ROLE_SUBTREE, "true");
        conversion.put(ConfigKey.ROLE_SEARCH, filter.get().replace("%s", place));
        conversion.put(ConfigKey.ROLE_NAME, "cn");
        attributes.remove("member_of");
    }

    private void memberOf() {
        String attribute = text(attributes, "member_of").orElse("memberOf");
        attributes.remove("member_of");
        conversion.put(ConfigKey.USER_ROLE_NAME, attribute);
        conversion.put(ConfigKey.USER_ROLE_NAME_FORMAT, "rdn");
    }

    private void attributes() {
        attributes.remove("username");
        String rules = attributes.entrySet().stream()
                .filter(rule -> !String.valueOf(rule.getValue()).isBlank())
                .map(rule -> rule.getKey() + "=" + rule.getValue())
                .collect(Collectors.joining(", "));
        if (!rules.isEmpty()) {
            conversion.put(ConfigKey.USER_ATTRIBUTES, rules);
        }
    }

    private boolean truth(String name) {
        return take(name).filter("true"::equals).isPresent();
    }

    private Optional<String> take(String name) {
        Optional<String> found = text(server, name);
        server.remove(name);
        return found;
    }

    static Optional<String> text(Map<String, Object> table, String name) {
        return Optional.ofNullable(table.get(name)).map(String::valueOf).filter(text -> !text.isBlank());
    }

    private static List<String> list(@Nullable Object value) {
        return value instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }
}
