package org.latchkey.demo;

import java.io.IOException;

/** A browser's own password window: name and password travel with the request. */
final class BasicDoor implements Door {
    @Override
    public Answer enter(Browser browser, Attempt attempt) throws IOException, InterruptedException {
        String page = browser.withRoleQuestions(attempt.page());
        if (attempt.user().isEmpty()) {
            return browser.get(page).answer();
        }
        return browser.get(page, attempt.user(), attempt.password()).answer();
    }

    @Override
    public String toString() {
        return "BASIC";
    }
}
