package org.latchkey.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigKey;
import org.latchkey.inspect.Explanation.BindAnswer;
import org.latchkey.inspect.RuleResult.Truth;
import org.latchkey.inspect.StageReport.Cost;

/** Lays an explanation out as a tree. Its words are for reading; a program asks the explanation itself. */
public final class ExplainTree {

    private static final String IN_CHAIN = ":1.2.840.113556.1.4.1941:";

    private ExplainTree() {}

    /**
     * Lays out.
     *
     * @param explanation what becomes of a user, and why
     * @return the tree
     */
    public static Branch of(Explanation explanation) {
        List<Branch> all = new ArrayList<>();
        boolean alone = explanation.looks().size() == 1;
        for (UserLook look : explanation.looks()) {
            if (alone) {
                all.addAll(parts(look));
            } else {
                all.add(directory(look, explanation));
            }
        }
        BindAnswer bind = explanation.bind();
        if (bind != null) {
            all.add(bind(bind));
        }
        all.add(Branch.of(
                "doors",
                "",
                explanation.doors().stream()
                        .map(door -> Branch.leaf(door.door(), door.answer()))
                        .toList()));
        all.add(Branch.leaf("cost", cost(explanation.cost())));
        return new Branch(
                explanation.typed(),
                headline(explanation),
                explanation.verdict().outcome(),
                all);
    }

    /** What to look at is told once: by what was tried, where that has found anything. */
    private static String headline(Explanation explanation) {
        boolean found = explanation.looks().stream()
                .flatMap(look -> look.hypotheses().stream())
                .anyMatch(Hypothesis::holds);
        return found ? withoutKeys(explanation.verdict()) : text(explanation.verdict());
    }

    private static String withoutKeys(Verdict verdict) {
        return text(new Verdict(verdict.outcome(), verdict.reason(), verdict.sentence(), List.of()));
    }

    private static Branch directory(UserLook look, Explanation explanation) {
        String role = look.directory().equals(explanation.decidedBy())
                ? "decides: "
                : look.asked() ? "" : "not asked, since an earlier one decides; by itself: ";
        Verdict verdict = look.verdict();
        boolean tells = !explanation.verdict().letsIn() && look.hypotheses().isEmpty();
        return new Branch(
                "directory " + look.directory(),
                role + (tells ? text(verdict) : withoutKeys(verdict)),
                look.asked() ? verdict.outcome() : Outcome.SKIPPED,
                parts(look));
    }

    private static List<Branch> parts(UserLook look) {
        List<Branch> all = new ArrayList<>();
        FoundUser user = look.user();
        if (user != null) {
            all.add(found(user));
            all.add(groups(look));
            if (!look.rules().isEmpty()) {
                all.add(Branch.of(
                        "admission",
                        "",
                        look.rules().stream().map(ExplainTree::rule).toList()));
            }
            all.add(roles(look));
            if (!user.attributes().isEmpty()) {
                all.add(facts("attributes", "", user.attributes()));
            }
        } else if (!look.searches().isEmpty()) {
            all.add(Branch.of(
                    "searches",
                    "",
                    look.searches().stream()
                            .map(search -> Branch.leaf("", search(search) + ": " + entries(search.entries())))
                            .toList()));
        }
        if (!look.hypotheses().isEmpty()) {
            all.add(Branch.of(
                    "tried",
                    "",
                    look.hypotheses().stream().map(ExplainTree::hypothesis).toList()));
        }
        return all;
    }

    private static Branch found(FoundUser user) {
        List<Branch> all = new ArrayList<>();
        SentSearch by = user.by();
        all.add(Branch.leaf(
                "by", by == null ? "no search of the service: userPattern, or the user's own" : search(by)));
        all.add(Branch.leaf("name", user.canonical()));
        all.add(Branch.leaf("principal", user.principal()));
        all.add(facts("account", user.account(), user.state()));
        return Branch.of("found", user.dn(), all);
    }

    private static Branch facts(String label, String text, List<Fact> facts) {
        return Branch.of(
                label,
                text,
                facts.stream()
                        .map(fact -> Branch.leaf(fact.name(), String.join("; ", fact.values())))
                        .toList());
    }

    static String search(SentSearch search) {
        String reach = search.scope().equals("base")
                ? "at "
                : search.scope().equals("one") ? "right below " : "anywhere below ";
        return search.filter() + " " + reach + (search.base().isEmpty() ? "the root" : search.base());
    }

    private static String entries(int count) {
        return count == 0 ? "nothing" : count == 1 ? "one entry" : count + " entries";
    }

    private static Branch groups(UserLook look) {
        List<Branch> all = new ArrayList<>();
        for (FoundGroup group : look.groups()) {
            List<Branch> below = group.unused().isEmpty() ? List.of() : List.of(Branch.leaf("no role", group.unused()));
            all.add(Branch.of("", group.label() + way(group, look.groups()), below));
        }
        String count = all.isEmpty() ? "none" : Integer.toString(all.size());
        return Branch.of("groups", look.membership().isEmpty() ? count : count + ": " + look.membership(), all);
    }

    static String way(FoundGroup group, List<FoundGroup> all) {
        if (group.chain().isEmpty()) {
            return group.how().isEmpty() ? "" : directly(group) + String.join(" and ", group.how());
        }
        return ", via "
                + group.chain().stream()
                        .map(place -> all.get(place).shortName())
                        .collect(Collectors.joining(" > "));
    }

    /** A server that climbs by itself does not tell what it climbed through. */
    private static String directly(FoundGroup group) {
        boolean climbed = group.how().stream().allMatch(how -> how.contains(IN_CHAIN) || how.equals("tokenGroups"));
        return climbed ? ", directly or through others, by " : ", directly, by ";
    }

    private static Branch rule(RuleResult rule) {
        Truth truth = rule.truth();
        String says = rule.admits() ? "has nothing against it: " : "refuses: ";
        return new Branch(
                rule.key().key(),
                says + truth.text() + " is " + truth.holds(),
                rule.admits() ? Outcome.PASSED : Outcome.FAILED,
                truths(truth));
    }

    private static List<Branch> truths(Truth truth) {
        return truth.parts().stream()
                .map(part -> Branch.of(Boolean.toString(part.holds()), part.text(), truths(part)))
                .toList();
    }

    private static Branch roles(UserLook look) {
        List<Branch> all = look.roles().stream()
                .map(role -> Branch.leaf(role.role(), sources(role, look.groups())))
                .toList();
        return Branch.of("roles", all.isEmpty() ? "none" : Integer.toString(all.size()), all);
    }

    private static String sources(GrantedRole role, List<FoundGroup> groups) {
        return role.sources().stream()
                .map(source -> source.group() < 0
                        ? source.rule()
                        : groups.get(source.group()).label() + ": " + source.rule())
                .collect(Collectors.joining("; "));
    }

    private static Branch hypothesis(Hypothesis hypothesis) {
        String keys = keys(hypothesis.keys());
        return new Branch(
                "", hypothesis.sentence() + keys, hypothesis.holds() ? Outcome.WARNED : Outcome.SKIPPED, List.of());
    }

    private static Branch bind(BindAnswer bind) {
        List<Branch> all = new ArrayList<>();
        add(all, "sub-code", bind.subCode());
        add(all, "said", bind.text());
        add(all, "policy", bind.policy());
        return Branch.of("bind", "result code " + bind.code() + " (" + bind.meaning() + ")", all);
    }

    private static void add(List<Branch> all, String label, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            all.add(Branch.leaf(label, text));
        }
    }

    static String text(Verdict verdict) {
        String reason = verdict.reason() == null ? "" : " (" + verdict.reason() + ")";
        return verdict.sentence() + reason + keys(verdict.keys());
    }

    private static String keys(List<ConfigKey> keys) {
        return keys.isEmpty()
                ? ""
                : keys.stream().map(ConfigKey::key).collect(Collectors.joining(", or ", "; look at ", ""));
    }

    static String cost(Cost cost) {
        return cost.operations() + (cost.operations() == 1 ? " operation, " : " operations, ")
                + cost.time().toMillis() + " ms";
    }
}
