package org.latchkey.benchmark.micro;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.latchkey.auth.Dn;
import org.latchkey.config.RoleRules;
import org.latchkey.internal.role.ServletRoles;
import org.latchkey.spi.Group;
import org.latchkey.spi.User;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From groups to role names. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoleBenchmark {
    private final ServletRoles mapper = new ServletRoles(RoleRules.NONE, "everybody", warning -> {});
    private final User alice = User.unread("alice", "uid=alice,dc=example", Dn.parse("uid=alice,dc=example"));

    @Param({"4", "100"})
    private int groups;

    private List<Group> membership = List.of();

    @Setup
    public void join() {
        membership = IntStream.range(0, groups)
                .mapToObj(i -> new Group(Dn.parse("cn=g" + i + ",dc=example"), "g" + i))
                .toList();
    }

    @Benchmark
    public Set<String> roles() {
        return mapper.roles(alice, membership);
    }
}
