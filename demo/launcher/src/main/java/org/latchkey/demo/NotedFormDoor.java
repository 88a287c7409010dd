package org.latchkey.demo;

import java.io.IOException;

/** The login form, met while sending a note: the container has to keep the note until its author is known. */
final class NotedFormDoor implements Door {
    private static final String NOTE = "Lock & key: 50% off + \u00e6bler";
    private static final String NOTE_IN_HTML = "<q>Lock &amp; key: 50% off + \u00e6bler</q>";

    @Override
    public Answer enter(Browser browser, Attempt attempt) throws IOException, InterruptedException {
        Page form = browser.post(attempt.page(), "note", NOTE);
        Answer noted = LoginForm.fillIn(browser, form, attempt, NotedFormDoor::delivered);
        if (!noted.isLetIn()) {
            return noted;
        }
        return browser.get(browser.withRoleQuestions(attempt.page() + "whoami")).answer();
    }

    private static Answer delivered(Page page) {
        return page.text().contains(NOTE_IN_HTML)
                ? new Answer(Verdict.letIn(""), "the note is there")
                : Answer.odd("the note is lost");
    }

    @Override
    public String toString() {
        return "FORM, note";
    }
}
