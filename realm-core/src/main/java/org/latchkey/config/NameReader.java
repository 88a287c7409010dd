package org.latchkey.config;

import java.util.List;

/** Reads which names a directory takes for its own, and how applications see them. */
final class NameReader {

    private NameReader() {}

    static NameConfig read(ConfigValues values, Findings findings) {
        List<String> domains = values.list(ConfigKey.USERNAME_DOMAIN, String.class);
        DomainCut cut =
                DomainCut.of(values.text(ConfigKey.USERNAME_STRIP_DOMAIN).orElse("none"));
        if (cut != DomainCut.NONE && values.given(ConfigKey.USERNAME_DOMAIN)) {
            findings.problem(values.say(ConfigKey.USERNAME_STRIP_DOMAIN) + ", but must be none while "
                    + values.say(ConfigKey.USERNAME_DOMAIN)
                    + ": one takes every domain for ours, and the other declines those that are not");
        } else if (cut != DomainCut.NONE) {
            findings.warning(
                    values.say(ConfigKey.USERNAME_STRIP_DOMAIN)
                            + ": names of every other domain are taken for this directory's; usernameDomain takes only its own");
        }
        return new NameConfig(
                domains,
                cut,
                values.text(ConfigKey.USERNAME_CASE).filter("lower"::equals).isPresent(),
                values.find(ConfigKey.PRINCIPAL_NAME_FORMAT, NameFormat.class).orElse(NameFormat.PLAIN));
    }

    /** The domains of {@code usernameDomain}: whatever could stand before a backslash or behind an {@code @}. */
    static List<String> domains(String text) {
        List<String> domains = ValueType.list(text);
        domains.stream()
                .filter(domain -> domain.chars().anyMatch(c -> c == '@' || c == '\\' || c <= ' '))
                .findFirst()
                .ifPresent(domain -> {
                    throw new IllegalArgumentException(Findings.quoted(domain) + " holds a blank, an @ or a backslash");
                });
        return domains;
    }
}
