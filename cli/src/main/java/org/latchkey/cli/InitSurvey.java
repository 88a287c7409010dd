package org.latchkey.cli;

import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.DirectorySurvey;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.inspect.Stage;
import org.latchkey.inspect.SurveyAnswers;
import org.latchkey.inspect.SurveyReport;

/** Asks a server, with TLS where it offers any: no password is sent before that is known. Used by one thread. */
final class InitSurvey {

    private static final Pattern URL =
            Pattern.compile("(ldaps?)://([^/?#]*)(/.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern USUAL_PORT = Pattern.compile("([^:\\[\\]]+|\\[[^\\]]*])(?::389)?");

    private final Way way;
    private final @Nullable String account;
    private final @Nullable String password;
    private String url;
    private boolean startTls;

    /**
     * How the server is reached.
     *
     * @param url as it was given
     * @param caFile who signed its certificate, or {@code null}
     * @param set keys that were asked for
     */
    record Way(String url, @Nullable String caFile, Map<String, String> set) {}

    /**
     * Makes a survey; nothing is sent.
     *
     * @param way how the server is reached
     * @param account the service account, or {@code null}
     * @param password its password, or {@code null}
     */
    InitSurvey(Way way, @Nullable String account, @Nullable String password) {
        this.way = way;
        this.account = account;
        this.password = password;
        this.url = way.url();
    }

    SurveyReport look(SurveyAnswers answers) throws ConfigException {
        Map<String, String> bare = keys(false, answers);
        if (url.regionMatches(true, 0, "ldap://", 0, 7) && !way.set().containsKey(ConfigKey.USE_START_TLS.key())) {
            SurveyReport greeting = survey(bare).greet();
            if (greeting.failure().isPresent()) {
                return greeting;
            }
            startTls = greeting.offersStartTls();
            if (!startTls) {
                Optional<SurveyReport> refused = secured(answers);
                if (refused.isPresent()) {
                    return refused.get();
                }
            }
        }
        return survey(keys(true, answers)).look(answers);
    }

    /** Looks for ldaps beside ldap; tells of it where it is there and cannot be used. */
    private Optional<SurveyReport> secured(SurveyAnswers answers) throws ConfigException {
        Optional<String> other = beside(url);
        if (other.isEmpty()) {
            return Optional.empty();
        }
        String before = url;
        url = other.get();
        SurveyReport greeting = survey(keys(false, answers)).greet();
        boolean nothingThere = greeting.failure()
                .filter(stage -> stage.stage() == Stage.TCP || stage.stage() == Stage.DNS)
                .isPresent();
        if (nothingThere) {
            url = before;
            return Optional.empty();
        }
        return greeting.failure().map(stage -> greeting);
    }

    /** The URL of the same server that speaks TLS from the first byte, where its port is the usual one. */
    static Optional<String> beside(String url) {
        Matcher given = URL.matcher(url);
        if (!given.matches() || given.group(2).isEmpty()) {
            return Optional.empty();
        }
        Matcher host = USUAL_PORT.matcher(given.group(2));
        return host.matches()
                ? Optional.of("ldaps://" + host.group(1)
                        + Optional.ofNullable(given.group(3)).orElse(""))
                : Optional.empty();
    }

    private static DirectorySurvey survey(Map<String, String> keys) throws ConfigException {
        return new DirectorySurvey(ConfigReader.read(Door.TOMCAT, keys).realm(), Clock.systemUTC());
    }

    private Map<String, String> keys(boolean asService, SurveyAnswers answers) {
        Map<String, String> keys = new LinkedHashMap<>();
        way.set().forEach((key, value) -> {
            if (isOfConnection(key)) {
                keys.put(key, value);
            }
        });
        keys.put(ConfigKey.CONNECTION_URL.key(), url);
        keys.put(
                ConfigKey.USER_LOGIN_ATTRIBUTE.key(),
                Optional.ofNullable(answers.loginAttribute()).orElse("uid"));
        if (startTls) {
            keys.put(ConfigKey.USE_START_TLS.key(), "true");
        }
        if (way.caFile() != null && (startTls || url.toLowerCase(Locale.ROOT).startsWith("ldaps:"))) {
            keys.put(ConfigKey.CA_CERTIFICATE_FILE.key(), way.caFile());
        }
        if (asService && account != null && password != null) {
            keys.put(ConfigKey.CONNECTION_NAME.key(), account);
            keys.put(ConfigKey.CONNECTION_PASSWORD.key(), password);
        }
        return keys;
    }

    /** Those that stand before the users' in the catalogue. */
    private static boolean isOfConnection(String key) {
        return Arrays.stream(ConfigKey.values())
                .filter(known -> known.compareTo(ConfigKey.USER_PATTERN) < 0 && known != ConfigKey.PRESET)
                .anyMatch(known -> known.key().equals(key));
    }

    /** How the server was reached in the end. */
    InitKeys.Access access(String reference) {
        Matcher given = URL.matcher(url);
        String server = given.matches() ? given.group(1) + "://" + given.group(2) : url;
        return new InitKeys.Access(server, startTls, way.caFile(), account, reference);
    }

    /** Whether nobody's rights are used. */
    boolean isAnonymous() {
        return account == null && !way.set().containsKey(ConfigKey.CONNECTION_NAME.key());
    }

    /** Whether passwords can be read by whoever is on the way. */
    boolean isClear() {
        return url.regionMatches(true, 0, "ldap:", 0, 5)
                && !startTls
                && !"true".equals(way.set().get(ConfigKey.USE_START_TLS.key()));
    }

    /** For the check alone. */
    Optional<String> password() {
        return Optional.ofNullable(password);
    }
}
