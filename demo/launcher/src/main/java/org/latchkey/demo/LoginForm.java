package org.latchkey.demo;

import java.io.IOException;
import java.util.function.Function;

/** The portal's login form, filled in and sent. */
final class LoginForm {
    private LoginForm() {}

    /**
     * Logs in and reads the page that the container leads to.
     *
     * @param form what came back for the page asked for
     * @param reading makes an answer of the page asked for, once it is there
     */
    static Answer fillIn(Browser browser, Page form, Attempt attempt, Function<Page, Answer> reading)
            throws IOException, InterruptedException {
        if (!form.shows("login")) {
            return Answer.odd("no login form, HTTP " + form.status());
        }
        Page page = browser.post(
                form.address().resolve("j_security_check").getRawPath(),
                "j_username",
                attempt.user(),
                "j_password",
                attempt.password());
        if (page.shows("refused")) {
            return new Answer(Verdict.refused(""), "error page");
        }
        if (!page.address().equals(form.address())) {
            return Answer.odd("led astray to " + page.address());
        }
        return page.status() == 200 ? reading.apply(page) : page.answer();
    }
}
