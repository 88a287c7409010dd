package org.latchkey.demo;

import java.io.IOException;

/** The application's login form, shown in the place of the page asked for; that page must come after it. */
final class FormDoor implements Door {
    @Override
    public Answer enter(Browser browser, Attempt attempt) throws IOException, InterruptedException {
        Page form = browser.get(browser.withRoleQuestions(attempt.page()));
        Answer answer = LoginForm.fillIn(browser, form, attempt, Page::answer);
        if (!answer.isLetIn()) {
            return answer;
        }
        browser.post("/portal/logout");
        return browser.get(attempt.page()).shows("login") ? answer : Answer.odd("still logged in after the logout");
    }

    @Override
    public String toString() {
        return "FORM";
    }
}
