package org.latchkey.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.latchkey.config.ConfigKey;
import org.latchkey.inspect.Fact;
import org.latchkey.inspect.ServerReport;
import org.latchkey.inspect.StageReport;

/** Writes a check for programs. Members may be added in later releases, and none changes its meaning. */
final class CheckJson {

    private CheckJson() {}

    static String of(List<ServerReport> servers) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ok", servers.stream().allMatch(server -> server.failure().isEmpty()));
        all.put("problems", List.of());
        all.put("servers", servers.stream().map(CheckJson::server).toList());
        return Json.of(all);
    }

    static String refused(List<String> problems) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ok", false);
        all.put("problems", problems);
        all.put("servers", List.of());
        return Json.of(all);
    }

    private static Map<String, Object> server(ServerReport server) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("directory", server.directory());
        all.put("server", server.server());
        all.put("ok", server.failure().isEmpty());
        all.put("stages", server.stages().stream().map(CheckJson::stage).toList());
        return all;
    }

    private static Map<String, Object> stage(StageReport stage) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (Fact fact : stage.facts()) {
            facts.put(fact.name(), fact.values());
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("stage", stage.stage().word());
        all.put("outcome", stage.outcome().name().toLowerCase(Locale.ROOT));
        all.put("sentence", stage.sentence());
        all.put("keys", stage.keys().stream().map(ConfigKey::key).toList());
        all.put("warnings", stage.warnings());
        all.put("milliseconds", stage.cost().time().toMillis());
        all.put("operations", stage.cost().operations());
        all.put("facts", facts);
        return all;
    }
}
