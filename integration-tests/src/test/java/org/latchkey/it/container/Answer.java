package org.latchkey.it.container;

import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.latchkey.it.samba.KerberosClient;

/** What came back, after the redirects: status, the path that answered, headers and text. */
record Answer(int status, String path, HttpHeaders headers, String body) {

    /** Of {@link KerberosClient#get}: the status stands in the last line. */
    static Answer ofCurl(String path, String said) {
        int end = said.lastIndexOf('\n');
        HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
        return new Answer(Integer.parseInt(said.substring(end + 1)), path, none, said.substring(0, end));
    }

    /** The value of a {@code key=value} line of the body. */
    String value(String key) {
        return body.lines()
                .filter(line -> line.startsWith(key + '='))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + key + " in " + status + ' ' + body));
    }

    /** The roles the application asked about and was told yes. */
    Set<String> roles() {
        Set<String> held = new TreeSet<>();
        body.lines()
                .filter(line -> line.startsWith("role.") && line.endsWith("=true"))
                .forEach(line -> held.add(line.substring("role.".length(), line.lastIndexOf('='))));
        return held;
    }

    /** The same without what differs between any two answers: the hour, and the name of a new session. */
    Answer anonymous() {
        HttpHeaders lasting = HttpHeaders.of(
                headers.map(), (name, value) -> !name.equalsIgnoreCase("date") && !name.equalsIgnoreCase("set-cookie"));
        return new Answer(status, path, lasting, body);
    }
}
