package org.latchkey.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the list in {@code userAttributes}. */
final class AttributeRules {

    private static final String LOWER = ":lower";
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z_][A-Za-z0-9_.;-]*");

    private AttributeRules() {}

    static List<AttributeRule> parse(String text) {
        List<AttributeRule> rules =
                ValueType.list(text).stream().map(AttributeRules::rule).toList();
        Set<String> aliases = new HashSet<>();
        for (AttributeRule rule : rules) {
            if (!aliases.add(rule.alias())) {
                throw new IllegalArgumentException("'" + rule.alias() + "' is there twice");
            }
        }
        return rules;
    }

    private static AttributeRule rule(String item) {
        if (item.equals("*") || item.equals("+")) {
            return new AttributeRule(item, List.of(item), false, null);
        }
        boolean lower = item.endsWith(LOWER);
        String body = lower ? item.substring(0, item.length() - LOWER.length()) : item;
        int equals = body.indexOf('=');
        List<String> sources = new ArrayList<>();
        String fallback = split(body.substring(equals + 1), sources);
        String alias = equals < 0 ? sources.get(0) : body.substring(0, equals).strip();
        return new AttributeRule(checkedAlias(alias), sources, lower, fallback);
    }

    /** Fills the list of sources and returns the template behind them. */
    private static @Nullable String split(String alternatives, List<String> sources) {
        String[] parts = alternatives.split("\\|", -1);
        String last = parts[parts.length - 1].strip();
        boolean hasFallback = parts.length > 1 && last.contains("{name}");
        for (int i = 0; i < parts.length - (hasFallback ? 1 : 0); i++) {
            sources.add(AttributeNames.shown(parts[i].strip()));
        }
        if (hasFallback && last.replace("{name}", "").matches(".*[{}].*")) {
            throw new IllegalArgumentException("'" + last + "' has braces other than {name}");
        }
        return hasFallback ? last : null;
    }

    private static String checkedAlias(String alias) {
        if (!ALIAS.matcher(alias).matches()) {
            throw new IllegalArgumentException("'" + alias + "' is not a name for a principal's attribute");
        }
        if (alias.startsWith("ldap.")) {
            throw new IllegalArgumentException("names beginning with 'ldap.', such as '" + alias + "', are taken");
        }
        return alias;
    }
}
