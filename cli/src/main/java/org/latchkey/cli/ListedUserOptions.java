package org.latchkey.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.AttributeRule;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.RoleGlob;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which users are listed, and what is said of them. */
final class ListedUserOptions {

    private static final String MAIL = "mail";
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)*");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--roles",
            description = "Tells the roles that a login would give. tomcat-users and sql have them in any case.")
    private boolean roles;

    @Option(names = "--all", description = "Lists users too whom a login would refuse whatever the password, and why.")
    private boolean all;

    @Option(
            names = "--attributes",
            paramLabel = "LIST",
            description = {
                "The attributes, written as in userAttributes: mail, tel=telephoneNumber|mobile.",
                "Without it, those of userAttributes. Passwords are never read."
            })
    private @Nullable String attributes;

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            split = ",",
            description = "Names to pass over: * stands for any characters, ? for one. Several with commas between.")
    private List<String> excluded = List.of();

    @Option(
            names = "--mail-domain",
            paramLabel = "DOMAIN",
            description = "Gives those without mail the address name@DOMAIN.")
    private @Nullable String mailDomain;

    boolean roles() {
        return roles;
    }

    boolean all() {
        return all;
    }

    List<RoleGlob> excluded() {
        try {
            return excluded.stream().map(String::strip).map(RoleGlob::parse).toList();
        } catch (IllegalArgumentException e) {
            throw wrong("--exclude: " + e.getMessage());
        }
    }

    /** The configurations with the attributes that are wanted of each. */
    List<RealmConfig> realms(List<RealmConfig> configured) {
        List<RealmConfig> realms = new ArrayList<>();
        Optional<List<AttributeRule>> chosen = chosen();
        for (RealmConfig realm : configured) {
            List<AttributeRule> rules = chosen.orElseGet(() -> realm.user().attributes().stream()
                    .filter(rule -> !rule.isWildcard())
                    .toList());
            check(rules, realm.user().passwordAttribute());
            realms.add(realm.withAttributes(mailDomain == null ? rules : withMail(rules, mailDomain)));
        }
        return realms;
    }

    private Optional<List<AttributeRule>> chosen() {
        if (attributes == null) {
            return Optional.empty();
        }
        try {
            List<AttributeRule> rules = AttributeRule.parse(attributes);
            if (rules.stream().anyMatch(AttributeRule::isWildcard)) {
                throw wrong("--attributes: * and + are no columns: name the attributes");
            }
            return Optional.of(rules);
        } catch (IllegalArgumentException e) {
            throw wrong("--attributes: " + e.getMessage());
        }
    }

    private void check(List<AttributeRule> rules, @Nullable String password) {
        for (AttributeRule rule : rules) {
            if (password != null && rule.sources().stream().anyMatch(source -> isOne(source, password))) {
                throw wrong("--attributes: '" + password + "' holds passwords (userPassword), which are never read");
            }
            if (UserColumns.OURS.contains(rule.alias().toLowerCase(Locale.ROOT))) {
                throw wrong("an attribute cannot be called '" + rule.alias() + "', as every list has a column of that"
                        + " name: give it another by --attributes my-" + rule.alias() + "=" + rule.alias());
            }
        }
    }

    private static boolean isOne(String source, String attribute) {
        return source.split(";", 2)[0].equalsIgnoreCase(attribute);
    }

    private List<AttributeRule> withMail(List<AttributeRule> rules, String domain) {
        if (!DOMAIN.matcher(domain).matches()) {
            throw wrong("--mail-domain: '" + domain + "' is no domain, such as corp.example");
        }
        String address = "{name}@" + domain;
        List<AttributeRule> all = new ArrayList<>();
        rules.forEach(rule -> all.add(rule.alias().equalsIgnoreCase(MAIL) ? rule.orElse(address) : rule));
        if (rules.stream().noneMatch(rule -> rule.alias().equalsIgnoreCase(MAIL))) {
            all.add(new AttributeRule(MAIL, List.of(MAIL), false, address));
        }
        return all;
    }

    private ParameterException wrong(String sentence) {
        return WrongArguments.in(spec, sentence);
    }
}
