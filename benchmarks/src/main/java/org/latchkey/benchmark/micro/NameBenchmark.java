package org.latchkey.benchmark.micro;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.auth.FilterText.Argument;
import org.latchkey.config.NameTemplate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Putting names into DN templates and filters, and comparing DNs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NameBenchmark {
    private static final String DN = "uid=alice,ou=people,dc=corp,dc=example";

    private final NameTemplate template = NameTemplate.parse("uid={0},ou=people,dc=corp,dc=example");
    private final FilterText filter = FilterText.parse("(&(objectClass=groupOfNames)(|(member={0})(memberUid={1})))");
    private final Dn stored = Dn.parse(DN);
    private final Dn spelled = Dn.parse("UID=Alice, OU=People, DC=corp, DC=example");
    private String plain = "alice";
    private String hostile = "mouse, \"jerry\" + (cheese)*\\";

    @Benchmark
    public String dnTemplatePlain() {
        return template.fillName(plain);
    }

    @Benchmark
    public String dnTemplateHostile() {
        return template.fillName(hostile);
    }

    @Benchmark
    public Optional<String> filterPlain() {
        return filter.fill(List.of(Argument.name(DN), Argument.value(plain)));
    }

    @Benchmark
    public Optional<String> filterHostile() {
        return filter.fill(List.of(Argument.name(DN), Argument.value(hostile)));
    }

    @Benchmark
    public Dn dnParse() {
        return Dn.parse(DN);
    }

    @Benchmark
    public boolean dnCompare() {
        return stored.equals(spelled);
    }
}
