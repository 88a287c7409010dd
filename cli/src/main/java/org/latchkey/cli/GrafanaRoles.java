package org.latchkey.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.latchkey.config.ConfigKey;

/** Grafana's group_mappings: they give roles, and say who is let in. */
final class GrafanaRoles {

    private final List<Map<String, Object>> mappings;
    private final Conversion conversion;

    /**
     * Converts into keys.
     *
     * @param mappings the tables
     * @param conversion takes the keys
     */
    GrafanaRoles(List<Map<String, Object>> mappings, Conversion conversion) {
        this.mappings = List.copyOf(mappings);
        this.conversion = conversion;
    }

    /** Without a mapping everybody gets in. */
    void convert() {
        List<String> rows = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        boolean everybody = false;
        for (Map<String, Object> mapping : mappings) {
            String group = GrafanaConverter.text(mapping, "group_dn").orElse("");
            List<String> roles = roles(mapping);
            everybody |= group.equals("*") && !roles.isEmpty();
            if (!group.isEmpty() && !roles.isEmpty()) {
                String said = group.equals("*") ? "*" : quoted(group);
                rows.add(said + " -> " + String.join(", ", roles));
                groups.add(said);
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        conversion.put(ConfigKey.ROLE_MAPPING, String.join("; ", rows));
        conversion.put(ConfigKey.ROLE_MAPPING_ONLY, "true");
        conversion.note("every mapping that fits gives its role; Grafana took the first of an organisation");
        if (!everybody) {
            conversion.put(ConfigKey.REQUIRE_GROUP, groups.stream().distinct().collect(Collectors.joining(" | ")));
            conversion.note("whom no mapping fits Grafana did not let in, and so does requireGroup");
        }
    }

    private List<String> roles(Map<String, Object> mapping) {
        List<String> roles = new ArrayList<>();
        GrafanaConverter.text(mapping, "org_role").ifPresent(roles::add);
        if (Boolean.TRUE.equals(mapping.get("grafana_admin"))) {
            roles.add("grafana_admin");
        }
        GrafanaConverter.text(mapping, "org_id")
                .filter(id -> !id.equals("1"))
                .ifPresent(id ->
                        conversion.lost("org_id", id, "there are no organisations here, and the role holds for all"));
        return roles;
    }

    private static String quoted(String dn) {
        return dn.contains("\"") ? "'" + dn + "'" : '"' + dn + '"';
    }
}
