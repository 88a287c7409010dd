package org.latchkey.config;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.latchkey.auth.Dn;

/** Reads {@code connectionURL}, {@code alternateURL}, {@code protocol} and {@code site}. Never asks DNS. */
final class ServerUrls {

    /** Commas are legal in a DN, so only one right before the next URL separates. */
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*(?=ldaps?://)|\\s+", Pattern.CASE_INSENSITIVE);

    private final ConfigValues values;
    private final Findings findings;
    private final Set<ServerUrl> servers = new LinkedHashSet<>();
    private final Set<Dn> roots = new LinkedHashSet<>();

    private ServerUrls(ConfigValues values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    static Servers read(ConfigValues values, Findings findings) {
        return new ServerUrls(values, findings).read();
    }

    private Servers read() {
        take(ConfigKey.CONNECTION_URL);
        take(ConfigKey.ALTERNATE_URL);
        if (roots.size() > 1) {
            String shown =
                    roots.stream().map(root -> Findings.quoted(root.toString())).collect(Collectors.joining(", "));
            findings.problem(values.say(ConfigKey.CONNECTION_URL) + " and " + values.say(ConfigKey.ALTERNATE_URL)
                    + ", but every URL must have the same DN, because bases stand below it: found " + shown);
        }
        return new Servers(sited(), roots.stream().findFirst().orElse(Dn.ROOT));
    }

    private List<ServerUrl> sited() {
        Optional<String> site = values.find(ConfigKey.SITE, String.class);
        if (site.isPresent() && !servers.isEmpty() && servers.stream().noneMatch(ServerUrl::isSrv)) {
            findings.problem(values.say(ConfigKey.SITE) + ", but must be left out unless connectionURL asks DNS for the"
                    + " servers, as ldap:///dc=corp,dc=example does");
        }
        return servers.stream()
                .map(server -> site.map(server::inSite).orElse(server))
                .toList();
    }

    private void take(ConfigKey key) {
        boolean tls = values.find(ConfigKey.PROTOCOL, String.class).isPresent();
        values.find(key, String.class)
                .ifPresent(text -> Arrays.stream(SEPARATOR.split(text.strip())).forEach(url -> take(key, url, tls)));
    }

    private void take(ConfigKey key, String text, boolean tls) {
        try {
            DirectoryUrl url = DirectoryUrl.parse(text, tls);
            servers.add(url.server());
            roots.add(url.root());
        } catch (IllegalArgumentException e) {
            findings.notAccepted(values.say(key), key.accepted(), e.getMessage());
        }
    }
}
