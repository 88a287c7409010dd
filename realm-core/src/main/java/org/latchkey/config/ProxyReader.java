package org.latchkey.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;

/** Reads which proxies are trusted. Used once and thrown away. */
final class ProxyReader {

    private static final int SHORT = 16;

    private final ConfigValues values;
    private final Findings findings;

    ProxyReader(ConfigValues values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    ProxyConfig read() {
        List<Network> trusted = values.list(ConfigKey.TRUSTED_PROXIES, Network.class);
        ProxyProof proof = new ProxyProof(
                text(ConfigKey.PROXY_SECRET_HEADER),
                values.text(ConfigKey.PROXY_SECRET_FILE).map(SecretFile::new).orElse(null),
                values.list(ConfigKey.PROXY_CERTIFICATE_SUBJECT, Dn.class),
                bool(ConfigKey.ALLOW_LOOPBACK_WITHOUT_SECRET));
        boolean ajp = bool(ConfigKey.AJP_REMOTE_USER);
        ProxyHeaders headers = headers();
        checkTrusted(trusted, proof.waived());
        checkProof(proof, ajp);
        checkTogether(ConfigKey.PROXY_SECRET_HEADER, ConfigKey.PROXY_SECRET_FILE, "the one is compared with the other");
        checkTogether(ConfigKey.GROUPS_HEADER, ConfigKey.GROUPS_HEADER_ALLOW, "no group becomes a role unasked");
        checkEachHeaderOnce(headers, proof);
        checkSecrets(proof.secretFile());
        return new ProxyConfig(trusted, proof, headers, ajp, findings.warnings());
    }

    private ProxyHeaders headers() {
        return new ProxyHeaders(
                values.list(ConfigKey.USER_HEADER, String.class),
                attributes(),
                text(ConfigKey.GROUPS_HEADER),
                values.list(ConfigKey.GROUPS_HEADER_ALLOW, RoleGlob.class),
                values.find(ConfigKey.HEADER_CHARSET, Charset.class).orElse(StandardCharsets.UTF_8));
    }

    private Map<String, String> attributes() {
        return values.find(ConfigKey.ATTRIBUTE_HEADERS, NamedAttributes.class)
                .map(NamedAttributes::byName)
                .orElse(Map.of());
    }

    /** Not every door has every key. */
    private boolean bool(ConfigKey key) {
        return values.find(key, Boolean.class).orElse(false);
    }

    private @Nullable String text(ConfigKey key) {
        return values.find(key, String.class).orElse(null);
    }

    private void checkTrusted(List<Network> trusted, boolean waived) {
        if (trusted.isEmpty()) {
            findings.notAccepted(
                    values.say(ConfigKey.TRUSTED_PROXIES),
                    ConfigKey.TRUSTED_PROXIES.accepted(),
                    "without them every client could say who it is");
        }
        if (!waived) {
            return;
        }
        String elsewhere = trusted.stream()
                .filter(network -> !network.isLoopback())
                .map(Network::toString)
                .collect(Collectors.joining(", "));
        if (!elsewhere.isEmpty()) {
            findings.problem(values.say(ConfigKey.ALLOW_LOOPBACK_WITHOUT_SECRET)
                    + ", but must be left out while trustedProxies holds " + elsewhere
                    + ": it is for this machine's own addresses only");
        }
        findings.warning(values.say(ConfigKey.ALLOW_LOOPBACK_WITHOUT_SECRET)
                + ": every process on this machine that can reach this server can be anybody");
    }

    private void checkProof(ProxyProof proof, boolean ajp) {
        boolean given = values.given(ConfigKey.PROXY_SECRET_HEADER)
                || values.given(ConfigKey.PROXY_SECRET_FILE)
                || values.given(ConfigKey.PROXY_CERTIFICATE_SUBJECT);
        if (!given && !proof.waived() && !ajp) {
            findings.problem(
                    "proxySecretHeader and proxySecretFile, or proxyCertificateSubject, must be set: an address"
                            + " alone does not show that it is the proxy who speaks");
        }
        if (given && proof.waived()) {
            findings.problem(values.say(ConfigKey.ALLOW_LOOPBACK_WITHOUT_SECRET)
                    + ", but must be left out while there is a secret or a certificate to show");
        }
    }

    private void checkTogether(ConfigKey one, ConfigKey other, String reason) {
        ConfigKey missing = values.given(one) ? other : one;
        if (values.given(one) != values.given(other)) {
            findings.problem(
                    missing + " is not set, but must be while " + (missing == one ? other : one) + " is: " + reason);
        }
    }

    private void checkEachHeaderOnce(ProxyHeaders headers, ProxyProof proof) {
        List<String> all = new ArrayList<>(headers.user());
        all.addAll(headers.attributes().keySet());
        if (headers.groups() != null) {
            all.add(headers.groups());
        }
        if (proof.secretHeader() != null) {
            all.add(proof.secretHeader());
        }
        all.stream().collect(Collectors.groupingBy(HeaderName::folded)).forEach((folded, spellings) -> {
            if (spellings.size() > 1) {
                findings.problem(String.join(" and ", spellings)
                        + " are the same header, but userHeader, attributeHeaders, groupsHeader and proxySecretHeader"
                        + " must be different ones");
            }
        });
    }

    private void checkSecrets(@Nullable SecretFile file) {
        if (file == null) {
            return;
        }
        try {
            if (file.read().stream().anyMatch(secret -> secret.length() < SHORT)) {
                findings.warning(values.say(ConfigKey.PROXY_SECRET_FILE) + ": a secret in it is shorter than " + SHORT
                        + " characters and could be guessed");
            }
        } catch (IllegalArgumentException e) {
            findings.notAccepted(
                    values.say(ConfigKey.PROXY_SECRET_FILE), ConfigKey.PROXY_SECRET_FILE.accepted(), e.getMessage());
        }
    }
}
