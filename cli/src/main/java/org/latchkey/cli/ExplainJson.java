package org.latchkey.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.latchkey.config.ConfigKey;
import org.latchkey.inspect.Explanation;
import org.latchkey.inspect.Explanation.BindAnswer;
import org.latchkey.inspect.Fact;
import org.latchkey.inspect.FoundGroup;
import org.latchkey.inspect.FoundUser;
import org.latchkey.inspect.GrantedRole;
import org.latchkey.inspect.Hypothesis;
import org.latchkey.inspect.Outcome;
import org.latchkey.inspect.RuleResult;
import org.latchkey.inspect.RuleResult.Truth;
import org.latchkey.inspect.SentSearch;
import org.latchkey.inspect.UserLook;
import org.latchkey.inspect.Verdict;

/** Writes an explanation for programs. Members may be added in later releases, and none changes its meaning. */
final class ExplainJson {

    private ExplainJson() {}

    static String of(Explanation explanation) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ok", explanation.verdict().letsIn());
        all.put("problems", List.of());
        all.put("user", explanation.typed());
        all.put("verdict", verdict(explanation.verdict()));
        all.put("decidedBy", explanation.decidedBy());
        BindAnswer bind = explanation.bind();
        if (bind != null) {
            all.put("bind", bind(bind));
        }
        Map<String, Object> doors = new LinkedHashMap<>();
        explanation.doors().forEach(door -> doors.put(door.door(), door.answer()));
        all.put("doors", doors);
        all.put(
                "directories",
                explanation.looks().stream().map(ExplainJson::look).toList());
        all.put("milliseconds", explanation.cost().time().toMillis());
        all.put("operations", explanation.cost().operations());
        return Json.of(all);
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("outcome", outcome(verdict.outcome()));
        all.put("reason", verdict.reason() == null ? "" : verdict.reason().name());
        all.put("sentence", verdict.sentence());
        all.put("keys", keys(verdict.keys()));
        return all;
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "let-in";
            case WARNED -> "refused";
            case FAILED -> "unavailable";
            case SKIPPED -> outcome.name().toLowerCase(Locale.ROOT);
        };
    }

    private static List<String> keys(List<ConfigKey> keys) {
        return keys.stream().map(ConfigKey::key).toList();
    }

    private static Map<String, Object> bind(BindAnswer bind) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("code", bind.code());
        all.put("meaning", bind.meaning());
        all.put("subCode", bind.subCode());
        all.put("text", bind.text());
        all.put("policy", bind.policy());
        return all;
    }

    private static Map<String, Object> look(UserLook look) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("directory", look.directory());
        all.put("asked", look.asked());
        all.put("verdict", verdict(look.verdict()));
        FoundUser user = look.user();
        if (user != null) {
            all.put("found", found(user));
        }
        all.put("searches", look.searches().stream().map(ExplainJson::search).toList());
        all.put("membership", look.membership());
        all.put(
                "groups",
                look.groups().stream().map(group -> group(group, look.groups())).toList());
        all.put("admission", look.rules().stream().map(ExplainJson::rule).toList());
        all.put(
                "roles",
                look.roles().stream().map(role -> role(role, look.groups())).toList());
        all.put("tried", look.hypotheses().stream().map(ExplainJson::tried).toList());
        return all;
    }

    private static Map<String, Object> found(FoundUser user) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("dn", user.dn());
        SentSearch by = user.by();
        if (by != null) {
            all.put("by", search(by));
        }
        all.put("name", user.canonical());
        all.put("principal", user.principal());
        all.put("account", user.account());
        all.put("state", facts(user.state()));
        all.put("attributes", facts(user.attributes()));
        return all;
    }

    private static Map<String, Object> facts(List<Fact> facts) {
        Map<String, Object> all = new LinkedHashMap<>();
        facts.forEach(fact -> all.put(fact.name(), fact.values()));
        return all;
    }

    private static Map<String, Object> search(SentSearch search) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("base", search.base());
        all.put("scope", search.scope());
        all.put("filter", search.filter());
        all.put("entries", search.entries());
        return all;
    }

    private static Map<String, Object> group(FoundGroup group, List<FoundGroup> groups) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("dn", String.valueOf(group.dn() == null ? "" : group.dn()));
        all.put("name", String.valueOf(group.name() == null ? "" : group.name()));
        all.put("by", group.how());
        all.put("via", labels(group.chain(), groups));
        all.put("members", labels(group.members(), groups));
        all.put("unused", group.unused());
        return all;
    }

    private static List<String> labels(List<Integer> places, List<FoundGroup> groups) {
        return places.stream().map(place -> groups.get(place).label()).toList();
    }

    private static Map<String, Object> rule(RuleResult rule) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("key", rule.key().key());
        all.put("admits", rule.admits());
        all.put("truth", truth(rule.truth()));
        return all;
    }

    private static Map<String, Object> truth(Truth truth) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("text", truth.text());
        all.put("holds", truth.holds());
        all.put("parts", truth.parts().stream().map(ExplainJson::truth).toList());
        return all;
    }

    private static Map<String, Object> role(GrantedRole role, List<FoundGroup> groups) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("role", role.role());
        all.put(
                "from",
                role.sources().stream()
                        .map(source -> {
                            Map<String, Object> from = new LinkedHashMap<>();
                            from.put("rule", source.rule());
                            from.put(
                                    "group",
                                    source.group() < 0
                                            ? ""
                                            : groups.get(source.group()).label());
                            return from;
                        })
                        .toList());
        return all;
    }

    private static Map<String, Object> tried(Hypothesis hypothesis) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("holds", hypothesis.holds());
        all.put("sentence", hypothesis.sentence());
        all.put("keys", keys(hypothesis.keys()));
        return all;
    }
}
