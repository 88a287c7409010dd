package org.latchkey.config;

import org.latchkey.auth.Dn;
import org.latchkey.auth.Template;

/** Reads {@code roleBase}, whose places take whole parts such as {@code ou=people}, not values. */
final class RoleBase {

    private RoleBase() {}

    static NameTemplate parse(String text) {
        Template template = Template.parse(text.strip());
        if (Dn.tryParse(template.fill(place -> "x=x")).isEmpty()) {
            throw new IllegalArgumentException("it makes no distinguished name");
        }
        return new NameTemplate(template, true);
    }
}
