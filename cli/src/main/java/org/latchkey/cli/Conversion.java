package org.latchkey.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Door;

/**
 * What a configuration of somebody else's becomes: keys of ours, and what is to be said of the rest. Never holds a secret: a
 * reference takes its place. Used by one thread.
 */
final class Conversion {

    /** Where containers are usually given the password that searches are bound with. */
    static final String SECRET_FILE = "${file:/run/secrets/ldap-reader}";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?:env|file):[^{}]+}");
    private static final Pattern PLACE = Pattern.compile("\\$\\{[\\w.-]+}");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(pass|pwd|secret|credential|token|clear-text|private|store).*");

    private static final Pattern USER_INFO = Pattern.compile("(ldaps?://)[^/@\\s]*@");

    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Set<ConvertNote> notes = new LinkedHashSet<>();
    private final List<String> inside = new ArrayList<>();
    private final UnaryOperator<String> filled;

    /** Of a file in which every value is as it stands. */
    Conversion() {
        this(UnaryOperator.identity());
    }

    /**
     * Of a file of Tomcat's.
     *
     * @param filled puts values in the place of {@code ${name}}
     */
    Conversion(UnaryOperator<String> filled) {
        this.filled = filled;
    }

    void put(ConfigKey key, String value) {
        put(key.key(), value);
    }

    /** A key with a number, such as {@code userBase.2}. A name and password in a URL are never meant, and left out. */
    void put(String key, String value) {
        String said = key.endsWith("URL") ? USER_INFO.matcher(value).replaceAll("$1") : value;
        keys.put(key, said);
        if (!said.equals(value)) {
            lost("not converted: the name and password inside of " + key
                    + ": connectionName and connectionPassword say who" + " searches");
        }
    }

    /** A key where there is a value for it. */
    void putIfThere(ConfigKey key, Optional<String> value) {
        value.filter(text -> !text.isBlank()).ifPresent(text -> put(key, text));
    }

    Optional<String> get(ConfigKey key) {
        return Optional.ofNullable(keys.get(key.key()));
    }

    /** As it will be read: with what Tomcat puts in. */
    Optional<String> filled(ConfigKey key) {
        return get(key).map(filled);
    }

    void remove(ConfigKey key) {
        keys.remove(key.key());
    }

    /** Takes a password by reference; a clear one becomes a reference that is to be filled. */
    void secret(ConfigKey key, String value) {
        if (REFERENCE.matcher(value).matches()) {
            put(key, value);
        } else if (PLACE.matcher(value).matches()) {
            put(key, value);
            note(key + " is " + value + ", which Tomcat fills in: better " + SECRET_FILE
                    + ", which it does not show in JMX");
        } else {
            put(key, SECRET_FILE);
            note("the password of " + key + " stands in clear text in the old file and is left out here: write it to"
                    + " /run/secrets/ldap-reader, which only the container's user may read, or name your own place");
        }
    }

    void note(String sentence) {
        notes.add(new ConvertNote(false, sentence));
    }

    void lost(String sentence) {
        notes.add(new ConvertNote(true, sentence));
    }

    /** A value that has no place here and changes nobody's login. */
    void notConverted(String name, String value, String why) {
        note("not converted: " + shown(name, value) + ": " + why);
    }

    /** A value that has no place here, without which other people get in or have other roles. */
    void lost(String name, String value, String why) {
        lost("not converted: " + shown(name, value) + ": " + why);
    }

    static String shown(String name, String value) {
        String said = LogText.escaped(name);
        return SECRET_NAME.matcher(name).matches() ? said + " [hidden]" : said + " = " + LogText.quoted(value);
    }

    /** Puts an element, as text, inside of the realm's. */
    void inside(String xml) {
        inside.add(xml);
    }

    List<String> inside() {
        return List.copyOf(inside);
    }

    List<ConvertNote> notes() {
        return List.copyOf(notes);
    }

    boolean loses() {
        return notes.stream().anyMatch(ConvertNote::lost);
    }

    /**
     * The keys as they are to be written.
     *
     * @param filledByTomcat whether Tomcat will put values in the place of {@code ${name}}
     */
    List<Setting> settings(boolean filledByTomcat) {
        return (filledByTomcat ? keys : filledKeys())
                .entrySet().stream()
                        .map(key -> new Setting(key.getKey(), key.getValue(), ""))
                        .toList();
    }

    /** The keys as they stand in a file in which Tomcat fills values in. */
    Map<String, String> keys() {
        return new LinkedHashMap<>(keys);
    }

    /** The keys as they are read. */
    private Map<String, String> filledKeys() {
        Map<String, String> all = new LinkedHashMap<>();
        keys.forEach((key, value) -> all.put(key, isPlaceOfSecret(key, value) ? SECRET_FILE : filled.apply(value)));
        return all;
    }

    /** The keys that can be checked on this machine: what is in files and variables that are elsewhere is not. */
    Map<String, String> checkable() {
        Map<String, String> all = filledKeys();
        all.replaceAll((key, value) -> isSecret(key) ? "elsewhere" : value);
        leaveOut(all, ConfigKey.CA_CERTIFICATE_FILE, file -> Files.isReadable(Path.of(file)));
        leaveOut(all, ConfigKey.SSL_SOCKET_FACTORY, Conversion::isClass);
        leaveOut(all, ConfigKey.HOSTNAME_VERIFIER, Conversion::isClass);
        return all;
    }

    private void leaveOut(Map<String, String> all, ConfigKey key, Predicate<String> isHere) {
        String value = all.get(key.key());
        if (value != null && !isHere.test(value)) {
            all.remove(key.key());
            note(key + " was not checked: " + LogText.quoted(value) + " is not on this machine");
        }
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name, false, Conversion.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Drops what a door does not read, and says so. */
    void keepFor(Door door) {
        List.copyOf(keys.keySet())
                .forEach(name -> ConfigKey.of(name)
                        .filter(key -> !key.doors().contains(door))
                        .ifPresent(key -> dropFor(door, key)));
    }

    private void dropFor(Door door, ConfigKey key) {
        String value = String.valueOf(keys.remove(key.key()));
        String why = "the " + door.name().toLowerCase(Locale.ROOT) + " door has no such key";
        if (key == ConfigKey.USER_PASSWORD) {
            lost("not converted: userPassword: " + why + ", so that passwords are verified by a bind: whose bind the"
                    + " directory refuses does not get in, whatever is stored");
        } else if (key == ConfigKey.X509_USERNAME_RETRIEVER || key == ConfigKey.ALL_ROLES_MODE) {
            lost(key.key(), value, why);
        } else {
            notConverted(key.key(), value, why);
        }
    }

    private static boolean isPlaceOfSecret(String key, String value) {
        return isSecret(key) && !REFERENCE.matcher(value).matches();
    }

    private static boolean isSecret(String key) {
        return ConfigKey.of(key).filter(ConfigKey::isSecret).isPresent();
    }

    /** Names the keys only. */
    @Override
    public String toString() {
        return "Conversion" + keys.keySet();
    }
}
