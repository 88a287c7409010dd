package org.latchkey.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationListener;
import org.latchkey.spi.Admission;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.RoleMapper;
import org.latchkey.spi.UserResolver;

/** Reads which classes of the site's own take part in a login. */
final class HookReader {

    private static final List<ConfigKey> FINDING_USERS = List.of(
            ConfigKey.USER_PATTERN,
            ConfigKey.USER_SEARCH,
            ConfigKey.USER_LOGIN_ATTRIBUTE,
            ConfigKey.ATTRIBUTES_AS_USER);
    private static final List<ConfigKey> NAMING_ROLES = List.of(
            ConfigKey.ROLE_MAPPING,
            ConfigKey.ROLE_MAPPING_FILE,
            ConfigKey.ROLE_MAPPING_ONLY,
            ConfigKey.ROLE_INCLUDES,
            ConfigKey.ROLE_EXCLUDES,
            ConfigKey.ROLE_PREFIX,
            ConfigKey.ROLE_CASE);

    private final ConfigValues values;
    private final Findings findings;

    private HookReader(ConfigValues values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    static HookConfig read(ConfigValues values, Findings findings) {
        return new HookReader(values, findings).read();
    }

    private HookConfig read() {
        checkAlone(ConfigKey.USER_RESOLVER, FINDING_USERS, "it finds the user instead");
        checkAlone(ConfigKey.ROLE_MAPPER, NAMING_ROLES, "it names the roles instead");
        return new HookConfig(
                site(ConfigKey.USER_RESOLVER, UserResolver.class),
                site(ConfigKey.GROUP_RESOLVER, GroupResolver.class),
                site(ConfigKey.ROLE_MAPPER, RoleMapper.class),
                site(ConfigKey.ADMISSION_CHECK, Admission.class),
                site(ConfigKey.LOGIN_LISTENER, AuthenticationListener.class));
    }

    private void checkAlone(ConfigKey hook, List<ConfigKey> others, String reason) {
        if (values.given(hook)) {
            others.stream()
                    .filter(values::given)
                    .forEach(other -> findings.problem(
                            values.say(other) + ", but must be left out while " + values.say(hook) + ": " + reason));
        }
    }

    private <T> @Nullable Class<? extends T> site(ConfigKey key, Class<T> type) {
        return SiteClass.named(key, type, values, findings)
                .map(found -> found.<T>asSubclass(type))
                .orElse(null);
    }
}
