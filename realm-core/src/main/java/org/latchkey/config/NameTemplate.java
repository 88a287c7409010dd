package org.latchkey.config;

import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.latchkey.auth.Dn;
import org.latchkey.auth.Template;

/**
 * A template for a name to bind with or search under. Whether it makes a distinguished name is a property of the template:
 * {@code uid={0},ou=people} does, {@code {0}@corp.example} and {@code CORP\{0}} do not, and their values are sent as typed.
 *
 * <p>Immutable.
 *
 * @param template the text with its places
 * @param distinguished whether filling it makes a distinguished name
 */
public record NameTemplate(Template template, boolean distinguished) {

    /**
     * Reads a template.
     *
     * @param text the text as configured
     * @return the template
     * @throws IllegalArgumentException when a place is malformed
     */
    public static NameTemplate parse(String text) {
        Template template = Template.parse(text);
        return new NameTemplate(
                template, Dn.tryParse(template.fill(place -> "x")).isPresent());
    }

    /**
     * Makes the name for a user.
     *
     * @param username the user name, plain
     * @return the name to send, the user name escaped where it stands inside a distinguished name
     */
    public String fillName(String username) {
        return template.fill(place -> distinguished ? Dn.escapeValue(username) : username);
    }

    /**
     * The attribute that a user name becomes a value of, such as {@code uid} in {@code uid={0},ou=people}.
     *
     * @return the attribute, or empty when the template makes no DN or the user name is only part of a value
     */
    public Optional<String> attributeOfPlace() {
        if (!distinguished) {
            return Optional.empty();
        }
        String token = "latchkeyPlace";
        return Dn.parse(template.fill(place -> token)).attributeOf(token);
    }

    /**
     * Fills the places with texts that need no escaping, such as the parts of a name.
     *
     * @param argument gives the text for a number
     * @return the filled text
     */
    public String fillParts(IntFunction<String> argument) {
        return template.fill(argument);
    }

    /**
     * The numbers of its places.
     *
     * @return the numbers in ascending order
     */
    public Set<Integer> places() {
        return template.places();
    }

    @Override
    public String toString() {
        return template.toString();
    }
}
