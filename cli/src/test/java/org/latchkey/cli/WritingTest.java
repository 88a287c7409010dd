package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.latchkey.config.ConfigKey;
import org.latchkey.inspect.CheckText;
import org.latchkey.inspect.Colours;
import org.latchkey.inspect.Fact;
import org.latchkey.inspect.Outcome;
import org.latchkey.inspect.ServerReport;
import org.latchkey.inspect.Stage;
import org.latchkey.inspect.StageReport;

/** What people and programs get to read. */
class WritingTest {

    private static final List<ServerReport> REPORTS = List.of(new ServerReport(
            "corp",
            "ldap://127.0.0.1:389",
            List.of(
                    new StageReport(
                            Stage.ROOT_DSE,
                            Outcome.WARNED,
                            "OpenLDAP",
                            List.of(new Fact("namingContexts", List.of("dc=a", "dc=\"b\""))),
                            List.of("StartTLS is offered"),
                            List.of(ConfigKey.USE_START_TLS),
                            new StageReport.Cost(Duration.ofMillis(12), 1)),
                    new StageReport(
                            Stage.USER_BASE,
                            Outcome.FAILED,
                            "'dc=c' is not there",
                            List.of(),
                            List.of(),
                            List.of(ConfigKey.USER_BASE, ConfigKey.USER_SEARCH),
                            new StageReport.Cost(Duration.ofMillis(3), 2)))));

    private static String text(boolean coloured, boolean facts) {
        StringWriter out = new StringWriter();
        new CheckText(new PrintWriter(out), new Colours(coloured), facts).write(REPORTS);
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void people_get_a_line_for_a_stage_and_what_to_do() {
        assertThat(text(false, true)).isEqualTo("""
                        ldap://127.0.0.1:389 (directory corp)
                          warn  root-dse        OpenLDAP  [12 ms, 1 operation]
                                                look at: StartTLS is offered
                                                namingContexts: dc=a; dc="b"
                                                change:  useStartTls
                          FAIL  user-base       'dc=c' is not there  [3 ms, 2 operations]
                                                change:  userBase, or userSearch

                        1 server, 1 failed: user-base, 1 to look at
                        """);
    }

    @Test
    void colours_change_nothing_but_the_colour() {
        assertThat(text(true, false)).contains("\u001b[1;31mFAIL\u001b[0m");
        assertThat(text(true, false).replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(text(false, false));
    }

    @Test
    void programs_get_all_of_it() {
        assertThat(CheckJson.of(REPORTS)).isEqualTo("""
                        {
                          "ok": false,
                          "problems": [],
                          "servers": [
                            {
                              "directory": "corp",
                              "server": "ldap://127.0.0.1:389",
                              "ok": false,
                              "stages": [
                                {
                                  "stage": "root-dse",
                                  "outcome": "warned",
                                  "sentence": "OpenLDAP",
                                  "keys": [
                                    "useStartTls"
                                  ],
                                  "warnings": [
                                    "StartTLS is offered"
                                  ],
                                  "milliseconds": 12,
                                  "operations": 1,
                                  "facts": {
                                    "namingContexts": [
                                      "dc=a",
                                      "dc=\\"b\\""
                                    ]
                                  }
                                },
                                {
                                  "stage": "user-base",
                                  "outcome": "failed",
                                  "sentence": "'dc=c' is not there",
                                  "keys": [
                                    "userBase",
                                    "userSearch"
                                  ],
                                  "warnings": [],
                                  "milliseconds": 3,
                                  "operations": 2,
                                  "facts": {}
                                }
                              ]
                            }
                          ]
                        }""");
    }

    @Test
    void json_escapes_what_could_be_taken_for_something_else() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a\"\\", "\u0000\n\u001b\u00e9\ud83d\ude00");
        assertThat(Json.of(map)).isEqualTo("{\n  \"a\\\"\\\\\": \"\\u0000\\u000a\\u001b\\u00e9\\ud83d\\ude00\"\n}");
        assertThatThrownBy(() -> Json.of(List.of(1.5))).isInstanceOf(IllegalArgumentException.class);
    }
}
