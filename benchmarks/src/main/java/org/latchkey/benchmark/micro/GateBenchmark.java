package org.latchkey.benchmark.micro;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.internal.guard.InputGate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The gate before every login, with nothing behind it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GateBenchmark {
    private static final AuthenticationResult ANSWER = new Rejected(RejectionReason.UNKNOWN_USER);

    private final InputGate gate = new InputGate(request -> ANSWER, 256);
    private final LoginRequest ordinary = request("alice");
    private final LoginRequest foreign = request("J\u00f6rg M\u00fcller-L\u00fcdenscheidt");
    private final LoginRequest refused = request("alice\u200b");

    private static LoginRequest request(String name) {
        return LoginRequest.of(
                new UsernamePassword(name, Secret.of(name + "-c4nary")),
                new Origin("jmh", null),
                Deadline.after(Duration.ofHours(1)));
    }

    @Benchmark
    public AuthenticationResult ordinaryName() {
        return gate.authenticate(ordinary);
    }

    @Benchmark
    public AuthenticationResult foreignName() {
        return gate.authenticate(foreign);
    }

    @Benchmark
    public AuthenticationResult refusedName() {
        return gate.authenticate(refused);
    }
}
