package org.latchkey.config;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads whom TLS trusts and what it shows, and opens every file once to see that it can be used. */
final class TlsMaterialReader {

    /** Two of these would say two different things of whom to trust. */
    private static final List<ConfigKey> WHO_IS_TRUSTED =
            List.of(ConfigKey.SSL_SOCKET_FACTORY, ConfigKey.CA_CERTIFICATE_FILE, ConfigKey.TRUST_STORE_FILE);

    private final ConfigValues values;
    private final Findings findings;

    private TlsMaterialReader(ConfigValues values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    static TlsMaterial read(ConfigValues values, Findings findings) {
        return new TlsMaterialReader(values, findings).read();
    }

    private TlsMaterial read() {
        boolean verified = values.text(ConfigKey.CERTIFICATE_VERIFICATION)
                .filter("none"::equals)
                .isEmpty();
        boolean exclusive = checkExclusive(verified);
        CertificateFile authorities = values.find(ConfigKey.CA_CERTIFICATE_FILE, String.class)
                .map(CertificateFile::new)
                .orElse(null);
        StoreFile trustStore =
                store(ConfigKey.TRUST_STORE_FILE, ConfigKey.TRUST_STORE_TYPE, ConfigKey.TRUST_STORE_PASSWORD);
        StoreFile keyStore = store(ConfigKey.KEY_STORE_FILE, ConfigKey.KEY_STORE_TYPE, ConfigKey.KEY_STORE_PASSWORD);
        if (!verified) {
            findings.warning(values.say(ConfigKey.CERTIFICATE_VERIFICATION) + ": neither the server's certificate nor"
                    + " its name is checked, and whoever pretends to be the directory is told every password");
        }
        if (!exclusive) {
            return TlsMaterial.OF_THE_JVM;
        }
        TlsMaterial material = new TlsMaterial(verified, authorities, trustStore, keyStore);
        tryOut(material::trusted);
        tryOut(material::clientKeys);
        return material;
    }

    private boolean checkExclusive(boolean verified) {
        List<ConfigKey> trusting = WHO_IS_TRUSTED.stream().filter(values::given).toList();
        if (trusting.size() > 1) {
            findings.problem(values.say(trusting.get(0)) + " while " + values.say(trusting.get(1))
                    + ", but only one of " + listed(WHO_IS_TRUSTED) + " may be given: each says who is trusted");
        }
        boolean ownFactoryShows = values.given(ConfigKey.SSL_SOCKET_FACTORY) && values.given(ConfigKey.KEY_STORE_FILE);
        if (ownFactoryShows) {
            findings.problem(values.say(ConfigKey.KEY_STORE_FILE) + " while "
                    + values.say(ConfigKey.SSL_SOCKET_FACTORY)
                    + ", but must be left out: your own factory shows its own certificate");
        }
        Optional<ConfigKey> vain = verified
                ? Optional.empty()
                : Optional.of(trusting.isEmpty() ? List.of(ConfigKey.HOSTNAME_VERIFIER) : trusting).stream()
                        .flatMap(List::stream)
                        .filter(values::given)
                        .findFirst();
        vain.ifPresent(key -> findings.problem(values.say(key) + " while "
                + values.say(ConfigKey.CERTIFICATE_VERIFICATION)
                + ", but must be left out, or verification be required: it would decide nothing"));
        return trusting.size() < 2 && !ownFactoryShows && vain.isEmpty();
    }

    private static String listed(List<ConfigKey> keys) {
        return keys.stream().map(ConfigKey::key).reduce((a, b) -> a + ", " + b).orElse("");
    }

    private @Nullable StoreFile store(ConfigKey file, ConfigKey type, ConfigKey password) {
        if (!values.given(file)) {
            List.of(type, password).stream()
                    .filter(values::given)
                    .forEach(key -> findings.problem(
                            values.say(key) + ", but must be left out, or " + file + " be given: there is no store"));
        }
        return values.find(file, String.class)
                .map(path -> new StoreFile(
                        file,
                        path,
                        values.find(type, String.class).orElse(null),
                        values.find(password, SecretSource.class).orElse(null)))
                .orElse(null);
    }

    @FunctionalInterface
    private interface Opening {
        Object open() throws IOException;
    }

    private void tryOut(Opening opening) {
        try {
            opening.open();
        } catch (IOException e) {
            findings.problem(String.valueOf(e.getMessage()));
        }
    }
}
