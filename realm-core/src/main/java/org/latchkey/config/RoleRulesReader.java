package org.latchkey.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads how groups become roles. */
final class RoleRulesReader {

    /** The roles of the applications that come with a container and govern it. */
    private static final List<String> CONTAINER_ROLES =
            List.of("manager-gui", "manager-script", "manager-jmx", "manager-status", "admin-gui", "admin-script");

    private static final List<ConfigKey> OF_THE_DIRECTORY_S_NAMES =
            List.of(ConfigKey.ROLE_INCLUDES, ConfigKey.ROLE_EXCLUDES, ConfigKey.ROLE_PREFIX, ConfigKey.ROLE_CASE);

    private final ConfigValues values;
    private final Findings findings;

    private RoleRulesReader(ConfigValues values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    static RoleRules read(ConfigValues values, RoleConfig roles, Findings findings) {
        return new RoleRulesReader(values, findings).read(roles);
    }

    private RoleRules read(RoleConfig roles) {
        boolean mappedOnly =
                values.find(ConfigKey.ROLE_MAPPING_ONLY, Boolean.class).orElse(false);
        checkMapped(mappedOnly);
        RoleRules rules = new RoleRules(mappings(), mappedOnly, naming());
        boolean namesCome = roles.searched()
                || !values.list(ConfigKey.USER_ROLE_NAME, String.class).isEmpty();
        if (namesCome) {
            warnOfContainerRoles(rules);
        }
        return rules;
    }

    private List<RoleMapping> mappings() {
        List<RoleMapping> mappings = new ArrayList<>(values.list(ConfigKey.ROLE_MAPPING, RoleMapping.class));
        values.find(ConfigKey.ROLE_MAPPING_FILE, String.class).ifPresent(file -> {
            try {
                mappings.addAll(RoleMappingFile.read(file));
            } catch (IllegalArgumentException e) {
                findings.notAccepted(
                        values.say(ConfigKey.ROLE_MAPPING_FILE),
                        ConfigKey.ROLE_MAPPING_FILE.accepted(),
                        e.getMessage());
            }
        });
        return mappings;
    }

    private RoleNaming naming() {
        RoleCase letters = switch (values.text(ConfigKey.ROLE_CASE).orElse("keep")) {
            case "lower" -> RoleCase.LOWER;
            case "upper" -> RoleCase.UPPER;
            default -> RoleCase.KEEP;
        };
        return new RoleNaming(
                letters,
                values.list(ConfigKey.ROLE_INCLUDES, RoleGlob.class),
                values.list(ConfigKey.ROLE_EXCLUDES, RoleGlob.class),
                values.find(ConfigKey.ROLE_PREFIX, String.class).orElse(""));
    }

    private void checkMapped(boolean mappedOnly) {
        if (!mappedOnly) {
            return;
        }
        if (!values.given(ConfigKey.ROLE_MAPPING) && !values.given(ConfigKey.ROLE_MAPPING_FILE)) {
            findings.problem(values.say(ConfigKey.ROLE_MAPPING_ONLY)
                    + ", but roleMapping or roleMappingFile must be given then: nobody would get a role from a group");
        }
        String unused = OF_THE_DIRECTORY_S_NAMES.stream()
                .filter(values::given)
                .map(ConfigKey::key)
                .collect(Collectors.joining(", "));
        if (!unused.isEmpty()) {
            findings.warning(
                    "no name of the directory is a role by itself, because of roleMappingOnly; not used: " + unused);
        }
    }

    private void warnOfContainerRoles(RoleRules rules) {
        String open = CONTAINER_ROLES.stream().filter(rules::leaveOpen).collect(Collectors.joining(", "));
        if (!open.isEmpty()) {
            findings.warning("the directory can give the role " + open + ": whoever may name a group so there governs a"
                    + " container whose manager application asks this realm. Give roleExcludes, rolePrefix or"
                    + " roleMappingOnly, or names in roleIncludes, to rule it out");
        }
    }
}
