package org.latchkey.demo;

import java.io.IOException;

/** An application's own page, open to all, that calls {@code request.login()}; and then {@code request.logout()}. */
final class LoginCallDoor implements Door {
    private static final String ANYBODYS = "/staff/public";

    @Override
    public Answer enter(Browser browser, Attempt attempt) throws IOException, InterruptedException {
        Answer answer = browser.post(
                        browser.withRoleQuestions(attempt.page()),
                        "user",
                        attempt.user(),
                        "password",
                        attempt.password(),
                        "remember",
                        "true")
                .answer();
        Answer next = browser.get(browser.withRoleQuestions(ANYBODYS)).answer();
        if (!answer.isLetIn()) {
            return next.verdict().remoteUser().isEmpty() ? answer : Answer.odd("refused, and yet logged in");
        }
        if (!next.equals(answer)) {
            return Answer.odd("not the same on the next page");
        }
        Answer left = browser.post("/staff/logout").answer();
        return left.verdict().remoteUser().isEmpty() ? answer : Answer.odd("still logged in after the logout");
    }

    @Override
    public String toString() {
        return "login()";
    }
}
