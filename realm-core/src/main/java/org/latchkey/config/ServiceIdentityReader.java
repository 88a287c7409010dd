package org.latchkey.config;

import java.io.IOException;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Secret;

/** Reads who searches: {@code connectionName}, {@code connectionPassword} and {@code authentication}. */
final class ServiceIdentityReader {

    private static final Pattern PLACE = Pattern.compile("\\{[0-9]+}");
    private static final List<String> WITHOUT_PASSWORD = List.of("EXTERNAL", "GSSAPI");

    private final ConfigValues values;
    private final boolean tls;
    private final Findings findings;

    private ServiceIdentityReader(ConfigValues values, boolean tls, Findings findings) {
        this.values = values;
        this.tls = tls;
        this.findings = findings;
    }

    /**
     * Reads.
     *
     * @param values the keys
     * @param tls whether every connection is encrypted
     * @param findings takes the problems
     */
    static ServiceAccess read(ConfigValues values, boolean tls, Findings findings) {
        return new ServiceIdentityReader(values, tls, findings).read();
    }

    private ServiceAccess read() {
        Optional<String> name = values.find(ConfigKey.CONNECTION_NAME, String.class);
        if (name.filter(text -> PLACE.matcher(text).find()).isPresent()) {
            return boundByTheUser(name.get());
        }
        String mechanism = mechanism(name.isPresent());
        if (mechanism.equals("none")) {
            return new ServiceAccess(anonymous(), null);
        }
        SecretSource password =
                values.find(ConfigKey.CONNECTION_PASSWORD, SecretSource.class).orElse(null);
        checkComplete(mechanism, password);
        return new ServiceAccess(new ServiceIdentity(mechanism, name.orElse(null), password), null);
    }

    private ServiceAccess boundByTheUser(String name) {
        if (values.given(ConfigKey.CONNECTION_PASSWORD)) {
            findings.problem(values.say(ConfigKey.CONNECTION_PASSWORD) + ", but must be left out while "
                    + values.say(ConfigKey.CONNECTION_NAME)
                    + ": a name with {0} is bound with the user's own password");
        }
        Optional<String> mechanism = values.find(ConfigKey.AUTHENTICATION, String.class);
        if (mechanism.isPresent() && !Ascii.equalsIgnoreCase("simple", mechanism.get())) {
            findings.notAccepted(
                    values.say(ConfigKey.AUTHENTICATION) + " while " + values.say(ConfigKey.CONNECTION_NAME),
                    "simple",
                    "a name with {0} is bound with the user's own password");
        }
        try {
            return new ServiceAccess(ServiceIdentity.ANONYMOUS, UserPatterns.template(name));
        } catch (IllegalArgumentException e) {
            findings.notAccepted(
                    values.say(ConfigKey.CONNECTION_NAME),
                    "a name, or a template with {0} for the user name",
                    e.getMessage());
            return new ServiceAccess(ServiceIdentity.ANONYMOUS, null);
        }
    }

    private ServiceIdentity anonymous() {
        if (values.given(ConfigKey.CONNECTION_PASSWORD)) {
            findings.problem(
                    values.say(ConfigKey.CONNECTION_PASSWORD) + " while " + values.say(ConfigKey.CONNECTION_NAME)
                            + ", but must be left out, or connectionName be given: a password without a name would not be used");
        }
        return ServiceIdentity.ANONYMOUS;
    }

    /** The mechanism, {@code none} where nothing is bound. */
    private String mechanism(boolean named) {
        String given = values.find(ConfigKey.AUTHENTICATION, String.class).orElse(named ? "simple" : "none");
        if (Ascii.equalsIgnoreCase("none", given)) {
            if (named) {
                findings.problem(
                        values.say(ConfigKey.AUTHENTICATION) + " while " + values.say(ConfigKey.CONNECTION_NAME)
                                + ", but must be simple or a SASL mechanism: the name would not be used, and searches be anonymous");
            }
            return "none";
        }
        if (Ascii.equalsIgnoreCase("simple", given)) {
            return named || values.given(ConfigKey.CONNECTION_NAME) ? "simple" : "none";
        }
        return saslMechanisms(given, named);
    }

    private String saslMechanisms(String given, boolean named) {
        Set<String> known = new TreeSet<>(Security.getAlgorithms("SaslClientFactory"));
        List<String> mechanisms = Arrays.stream(given.split("\\s+"))
                .map(word -> known.stream()
                        .filter(one -> Ascii.equalsIgnoreCase(one, word))
                        .findFirst()
                        .orElse(word))
                .toList();
        if (!known.containsAll(mechanisms)) {
            findings.notAccepted(
                    values.say(ConfigKey.AUTHENTICATION),
                    "none, simple, or one of this JVM's SASL mechanisms " + known,
                    null);
        }
        if (mechanisms.contains("EXTERNAL") && !tls) {
            findings.problem(
                    values.say(ConfigKey.AUTHENTICATION) + ", but must be another mechanism while a connection is"
                            + " not encrypted: EXTERNAL takes the identity from the TLS client certificate");
        }
        if (mechanisms.contains("EXTERNAL") && !values.given(ConfigKey.KEY_STORE_FILE)) {
            findings.warning(values.say(ConfigKey.AUTHENTICATION) + ", but " + ConfigKey.KEY_STORE_FILE
                    + " is not set: the directory knows nobody by it unless the JVM, or your own socket factory, has a"
                    + " certificate to show");
        }
        if (!named && !WITHOUT_PASSWORD.containsAll(mechanisms)) {
            findings.problem(values.say(ConfigKey.CONNECTION_NAME) + ", but must be a name while "
                    + values.say(ConfigKey.AUTHENTICATION) + ": that mechanism proves a name by its password");
        }
        return String.join(" ", mechanisms);
    }

    private void checkComplete(String mechanism, @Nullable SecretSource password) {
        boolean needed = !WITHOUT_PASSWORD.containsAll(List.of(mechanism.split(" ")));
        if (needed && !values.given(ConfigKey.CONNECTION_PASSWORD)) {
            findings.problem(values.say(ConfigKey.CONNECTION_PASSWORD) + ", but must be given while "
                    + values.say(ConfigKey.CONNECTION_NAME)
                    + ": a bind with an empty password would silently be anonymous");
        }
        if (password != null) {
            checkReadable(password);
        }
    }

    private void checkReadable(SecretSource password) {
        try {
            Secret secret = password.read();
            boolean usable = secret.utf8().filter(utf8 -> utf8.length > 0).isPresent() && !secret.contains('\0');
            if (!usable || secret.reveal(String::isBlank)) {
                findings.problem("connectionPassword is blank or has characters no password can have"
                        + (password.isText() ? "" : " in " + password)
                        + ", but must be a text that is not blank: a bind with an empty password would silently be"
                        + " anonymous");
            }
            secret.wipe();
        } catch (IOException e) {
            findings.problem("connectionPassword is " + password + ", but must be readable: " + e.getMessage());
        }
    }
}
