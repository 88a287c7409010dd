package org.latchkey.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads one directory, or several whose keys stand behind their names. A key of a directory's own wins over one that holds
 * for all, wherever each is given.
 */
final class DirectoriesReader {

    /** What holds for the whole configuration, or is the container's, and never for one directory of several. */
    private static final Set<ConfigKey> WHOLE = EnumSet.of(
            ConfigKey.CONFIG_FILE,
            ConfigKey.DIRECTORIES,
            ConfigKey.LOGIN_TIMEOUT,
            ConfigKey.LOGIN_LISTENER,
            ConfigKey.ALL_ROLES_MODE,
            ConfigKey.VALIDATE,
            ConfigKey.X509_USERNAME_RETRIEVER,
            ConfigKey.CERTIFICATE_USER,
            ConfigKey.STRIP_REALM_FOR_GSS,
            ConfigKey.TRANSPORT_GUARANTEE_REDIRECT_STATUS,
            ConfigKey.REALM_PATH,
            ConfigKey.THROW_ON_FAILURE,
            ConfigKey.ROLES_REFRESH_INTERVAL,
            ConfigKey.ROLES_MAX_AGE,
            ConfigKey.MECHANISM,
            ConfigKey.REALM_NAME,
            ConfigKey.LOGIN_PAGE,
            ConfigKey.ERROR_PAGE,
            ConfigKey.PASSWORD_CHANGE_URL,
            ConfigKey.REQUIRE_SECURE_TRANSPORT,
            ConfigKey.UNAVAILABLE_STATUS,
            ConfigKey.FALLBACK_USERS_FILE,
            ConfigKey.USE_FIRST_PASS,
            ConfigKey.TRY_FIRST_PASS,
            ConfigKey.STORE_PASS,
            ConfigKey.CLEAR_PASS,
            ConfigKey.USER_PRINCIPAL_CLASS,
            ConfigKey.ROLE_PRINCIPAL_CLASS);

    static {
        WHOLE.addAll(EnumSet.range(ConfigKey.TRUSTED_PROXIES, ConfigKey.REQUEST_HEADERS));
    }

    private final Predicate<ConfigKey> reads;
    private final List<Source> sources;
    private final List<String> names;
    private final Findings findings;

    /**
     * Makes the reader.
     *
     * @param reads whether the door reads a key
     * @param sources where keys are given
     * @param findings takes the problems
     */
    DirectoriesReader(Predicate<ConfigKey> reads, List<Source> sources, Findings findings) {
        this.reads = reads;
        this.sources = sources;
        this.findings = findings;
        this.names = names(sources);
    }

    /** What is wrong with the text is found again, and told, with all other keys. */
    private static List<String> names(List<Source> sources) {
        Optional<String> given = sources.stream()
                .flatMap(source -> Stream.ofNullable(source.keys().get(ConfigKey.DIRECTORIES.key())))
                .findFirst();
        try {
            return given.map(DirectoryNames::parse).orElse(List.of());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** The values of the whole configuration, without those of each directory alone. */
    ConfigValues shared() {
        return Settings.gather(reads, forAll(), findings);
    }

    private List<Source> forAll() {
        return sources.stream()
                .map(source -> source.only(key -> names.stream().noneMatch(name -> key.startsWith(name + "."))))
                .toList();
    }

    /**
     * The directories in the order they are asked.
     *
     * @param shared the values of the whole configuration
     */
    List<RealmConfig> read(ConfigValues shared) {
        if (names.isEmpty()) {
            if (shared.given(ConfigKey.IGNORE_UNAVAILABLE)) {
                findings.problem(shared.say(ConfigKey.IGNORE_UNAVAILABLE)
                        + ", but must be left out while there are no several directories");
            }
            return RealmReader.read(shared, findings).stream().toList();
        }
        List<RealmConfig> realms = new ArrayList<>();
        for (String name : names) {
            Findings own = new Findings();
            ConfigValues values = values(name, own);
            RealmReader.read(values, own)
                    .map(realm -> realm.named(
                            name,
                            values.bool(ConfigKey.IGNORE_UNAVAILABLE),
                            name.equals(names.get(0)),
                            isLast(name),
                            isLast(name) ? List.of() : warningsBeforeOthers(name, realm)))
                    .ifPresent(realms::add);
            findings.addAll(own, name);
        }
        return realms;
    }

    private boolean isLast(String name) {
        return name.equals(names.get(names.size() - 1));
    }

    private ConfigValues values(String name, Findings own) {
        List<Source> ordered = new ArrayList<>();
        sources.forEach(source -> ordered.add(source.of(name)));
        for (Source source : ordered) {
            WHOLE.stream()
                    .filter(key -> source.keys().containsKey(key.key()))
                    .forEach(key -> own.problem(source.prefix() + key + source.place()
                            + " must be given without a directory's name: it holds for all of them"));
        }
        ordered.addAll(forAll());
        return Settings.gather(reads, ordered, own);
    }

    /** Before a later directory is asked, an earlier one must have said that it does not know the name. */
    private List<String> warningsBeforeOthers(String name, RealmConfig realm) {
        UserConfig user = realm.user();
        boolean byName = user.patterns().stream().anyMatch(pattern -> !pattern.distinguished());
        if (user.serviceTemplate() != null) {
            findings.problem(name + ".connectionName must have no {0} while other directories follow: a name is"
                    + " looked up in this one before any password is sent");
        }
        if (byName && user.searches().isEmpty()) {
            findings.problem(name + ".userSearch is not set, but must be given while other directories follow: a"
                    + " name is looked up in this one before any password is sent");
        }
        checkNames(name, realm);
        boolean seesByItself = user.patterns().isEmpty() && !user.searchAsUser() && !user.attributesAsUser();
        return seesByItself || !realm.directory().service().isAnonymous()
                ? List.of()
                : List.of("searches are anonymous: whomever they cannot see is taken for unknown, and asked for in the"
                        + " next directory");
    }

    /** A name of a later directory must be told from one of this one. */
    private void checkNames(String name, RealmConfig realm) {
        String attribute = realm.user().nameAttribute();
        if (attribute == null
                || !realm.user().searches().isEmpty()
                || realm.hooks().userResolver() != null) {
            return;
        }
        boolean otherwise = realm.user().patterns().stream()
                .anyMatch(pattern -> pattern.attributeOfPlace()
                        .filter(attribute::equalsIgnoreCase)
                        .isEmpty());
        if (otherwise) {
            findings.problem(name + ".userNameAttribute is " + Findings.quoted(attribute)
                    + ", but must be the attribute that userPattern makes the DN of while other directories follow: their"
                    + " names could not be told from those of this one");
        }
    }
}
