package org.latchkey.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.latchkey.config.ConfigKey;
import org.w3c.dom.Element;

/** The attribute-mapping of a WildFly ldap-realm: one attribute holds the roles, others are the principal's. */
final class ElytronAttributes {

    private static final Set<String> ATTRIBUTE = Set.of(
            "from",
            "to",
            "filter",
            "filter-base-dn",
            "search-recursive",
            "role-recursion",
            "role-recursion-name",
            "extract-rdn",
            "reference");

    private final String roles;
    private final Conversion conversion;

    /**
     * Converts into keys.
     *
     * @param roles the attribute that a role decoder reads
     * @param conversion takes the keys
     */
    ElytronAttributes(String roles, Conversion conversion) {
        this.roles = roles;
        this.conversion = conversion;
    }

    void attributes(Element mapping) {
        List<String> others = new ArrayList<>();
        for (Element attribute : XmlFile.children(mapping)) {
            ElytronConverter.unknown(attribute, ATTRIBUTE, conversion);
            String to = ElytronConverter.value(attribute, "to").orElse(attribute.getAttribute("from"));
            if (to.equalsIgnoreCase(roles)) {
                role(attribute);
            } else if (ElytronConverter.value(attribute, "filter").isPresent()
                    || ElytronConverter.value(attribute, "reference").isPresent()) {
                conversion.notConverted(
                        to, attribute.getAttribute("filter"), "attributes are those of the user's entry");
            } else {
                String from = attribute.getAttribute("from");
                others.add(to.equals(from) ? from : to + "=" + from);
            }
        }
        if (!others.isEmpty()) {
            conversion.put(ConfigKey.USER_ATTRIBUTES, String.join(", ", others));
        }
    }

    private void role(Element attribute) {
        String from = ElytronConverter.value(attribute, "from").orElse("cn");
        Optional<String> filter = ElytronConverter.value(attribute, "filter");
        if (ElytronConverter.value(attribute, "reference").isPresent()) {
            reference(attribute, from);
        } else if (filter.isEmpty()) {
            conversion.put(ConfigKey.USER_ROLE_NAME, from);
            rdn(attribute);
        } else if (conversion.get(ConfigKey.ROLE_SEARCH).isPresent()) {
            conversion.lost("filter", filter.get(), "there is one roleSearch already: put both into one with |");
        } else {
            search(attribute, filter.get(), from);
        }
    }

    private void search(Element attribute, String filter, String from) {
        conversion.putIfThere(ConfigKey.ROLE_BASE, ElytronConverter.value(attribute, "filter-base-dn"));
        conversion.put(
                ConfigKey.ROLE_SUBTREE,
                ElytronConverter.value(attribute, "search-recursive").orElse("true"));
        conversion.put(ConfigKey.ROLE_SEARCH, turned(filter));
        conversion.put(ConfigKey.ROLE_NAME, from);
        conversion.note(
                "{0} of the filter was the user's name there and {1} the DN; here it is the other way round, and"
                        + " roleSearch says so");
        if (ElytronConverter.value(attribute, "extract-rdn").isPresent()) {
            conversion.lost(
                    "extract-rdn", attribute.getAttribute("extract-rdn"), "roleName takes an attribute's value whole");
        }
        nesting(attribute);
    }

    private void nesting(Element attribute) {
        ElytronConverter.value(attribute, "role-recursion")
                .filter(depth -> !depth.equals("0"))
                .ifPresent(depth -> {
                    conversion.put(ConfigKey.ROLE_NESTED, "true");
                    conversion.put(ConfigKey.ROLE_NESTED_DEPTH, depth);
                    conversion.note(
                            "role-recursion ended silently at its depth; deeper nesting than roleNestedDepth makes the login"
                                    + " unavailable here");
                });
    }

    /** Values that are DNs of groups: their names are in the DNs. */
    private void reference(Element attribute, String from) {
        conversion.put(ConfigKey.USER_ROLE_NAME, attribute.getAttribute("reference"));
        conversion.put(ConfigKey.USER_ROLE_NAME_FORMAT, "rdn");
        if (!from.equalsIgnoreCase("cn")) {
            conversion.lost("from", from, "of the groups that are referred to, the first part of the DN is the role");
        }
        nesting(attribute);
    }

    private void rdn(Element attribute) {
        if (ElytronConverter.value(attribute, "extract-rdn").isPresent()) {
            conversion.put(ConfigKey.USER_ROLE_NAME_FORMAT, "rdn");
        }
    }

    private static String turned(String filter) {
        return filter.replace("{0}", "{name}").replace("{1}", "{0}").replace("{name}", "{1}");
    }
}
