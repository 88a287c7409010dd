package org.latchkey.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:8080/staff/employee/");

    @Test
    void only_roles_the_application_confirms_are_counted() {
        Page page = page(200, "remoteUser=bob\nprincipal=bob\nauthType=BASIC\nrole.employee=true\nrole.sales=false\n");

        assertThat(page.answer()).isEqualTo(new Answer(Verdict.letIn("bob", "employee"), "HTTP 200"));
    }

    @Test
    void a_principal_of_another_name_than_the_remote_user_is_odd() {
        Page page = page(200, "remoteUser=bob\nprincipal=alice\nauthType=BASIC\n");

        assertThat(page.answer().verdict()).isEqualTo(Verdict.odd());
    }

    @Test
    void a_page_that_does_not_tell_who_is_calling_is_odd() {
        assertThat(page(200, "<html>").answer().verdict()).isEqualTo(Verdict.odd());
    }

    @Test
    void a_server_error_is_no_refusal() {
        assertThat(page(500, "").answer()).isEqualTo(Answer.odd("HTTP 500"));
    }

    private static Page page(int status, String text) {
        return new Page(status, ADDRESS, text);
    }
}
