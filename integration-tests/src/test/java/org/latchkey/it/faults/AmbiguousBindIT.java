package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.OperationWindow;
import org.latchkey.it.slapd.SlapdOptions;

/** A bind that was answered, by no clear word, while two more servers stand by: nobody is asked again. */
@FaultRow(27)
class AmbiguousBindIT {
    @RegisterExtension
    static final OpenLdap ONE = codes("ambiguous-1").build();

    @RegisterExtension
    static final OpenLdap TWO = codes("ambiguous-2").build();

    @RegisterExtension
    static final OpenLdap THREE = codes("ambiguous-3").build();

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    private static SlapdOptions codes(String name) {
        return OpenLdap.named(name)
                .returnCode("code1", 1, "op=bind")
                .returnCode("code19", 19, "op=bind")
                .returnCode("code49", 49, "op=bind")
                .returnCode("code50", 50, "op=bind")
                .returnCode("code51", 51, "op=bind")
                .returnCode("code52", 52, "op=bind")
                .returnCode("code53", 53, "op=bind")
                .returnCode("code80", 80, "op=bind")
                .returnCode("vanishing", 0, "op=bind", "flags=pre-disconnect");
    }

    @ParameterizedTest
    @CsvSource({"code1", "code51", "code52", "code80", "vanishing"})
    void no_verdict_is_unavailable_after_one_bind_on_all_servers_together(String name) throws Exception {
        AuthenticationResult result = loginCostsOneBind(name);
        assertThat(Engine.cause(result)).as("%s", result).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"code19", "code49", "code50", "code53"})
    void refusal_by_any_code_is_a_refusal_after_one_bind_on_all_servers_together(String name) throws Exception {
        AuthenticationResult result = loginCostsOneBind(name);
        assertThat(Engine.reason(result)).as("%s", result).isNotNull();
    }

    @Test
    void wrong_password_is_one_bind_where_the_entry_is_searched_for_first() throws Exception {
        try (Engine engine = Brisk.searching(ONE, urls(), "equalTiming", "false")) {
            engine.loginAs("alice");
            assertThat(usersBoundDuring(() -> assertThat(Engine.reason(engine.login("alice", "wrong-c4nary")))
                            .isEqualTo(RejectionReason.BAD_PASSWORD)))
                    .hasSize(1);
        }
    }

    @Test
    void busy_answer_does_not_become_a_success_later() throws Exception {
        try (Engine engine = Brisk.bindingToCodes(urls())) {
            for (int i = 0; i < 5; i++) {
                AuthenticationResult result = engine.login("code51", "any-c4nary");
                assertThat(result).isNotInstanceOf(Authenticated.class);
                assertThat(Engine.cause(result)).isNotEqualTo(UnavailableCause.INTERNAL);
            }
        }
    }

    private AuthenticationResult loginCostsOneBind(String name) throws Exception {
        try (Engine engine = Brisk.bindingToCodes(urls())) {
            var result = new AuthenticationResult[1];
            List<String> bound = usersBoundDuring(() -> result[0] = engine.login(name, "any-c4nary"));
            assertThat(bound).containsExactly("cn=" + name + "," + SlapdOptions.RETURN_CODES);
            return result[0];
        }
    }

    /** The DNs of all binds but those of the service and the anonymous ones, on all three. */
    private static List<String> usersBoundDuring(OpenLdap.Action action) throws Exception {
        try (OperationWindow one = ONE.count();
                OperationWindow two = TWO.count();
                OperationWindow three = THREE.count()) {
            action.run();
            return List.of(one, two, three).stream()
                    .flatMap(window -> window.seen().bindDns().stream())
                    .filter(dn -> dn.startsWith("cn=code") || dn.startsWith("cn=vanish") || dn.startsWith("uid="))
                    .toList();
        }
    }

    private static String urls() {
        return ONE.url() + " " + TWO.url() + " " + THREE.url();
    }
}
