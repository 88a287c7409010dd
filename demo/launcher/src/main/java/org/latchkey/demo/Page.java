package org.latchkey.demo;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/** A response as a browser holds it, after any redirects. */
record Page(int status, URI address, String text) {
    /** Whether this is the HTML page whose main part bears the id. */
    boolean shows(String id) {
        return text.contains("<main id=\"" + id + "\">");
    }

    /** Reads the page as one that tells the caller who they are, or as a refusal to show it. */
    Answer answer() {
        String shown = "HTTP " + status;
        return switch (status) {
            case 200 -> text.startsWith("remoteUser=") ? new Answer(caller(), shown) : Answer.odd("another page");
            case 401 -> new Answer(Verdict.refused(""), shown);
            case 403 -> new Answer(Verdict.forbidden(), shown);
            default -> Answer.odd(shown);
        };
    }

    private Verdict caller() {
        Map<String, String> said = text.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        String remoteUser = said.getOrDefault("remoteUser", "");
        if (!remoteUser.equals(said.get("principal"))) {
            return Verdict.odd();
        }
        return Verdict.letIn(
                remoteUser,
                said.entrySet().stream()
                        .filter(pair -> pair.getValue().equals("true"))
                        .map(pair -> pair.getKey().substring("role.".length()))
                        .toList());
    }
}
