package org.latchkey.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.HeaderName;
import org.latchkey.config.ProxyHeaders;
import org.latchkey.proxy.HeaderValue.Unreadable;
import org.latchkey.proxy.ProxyAnswer.Refused;
import org.latchkey.proxy.ProxyAnswer.Somebody;

/** What a trusted proxy says in the headers of one request. Used by one thread and thrown away. */
final class Statement {

    private final ProxyHeaders names;
    private final List<HeaderLine> headers;
    private final HeaderValue values;

    Statement(ProxyHeaders names, List<HeaderLine> headers) {
        this.names = names;
        this.headers = headers;
        this.values = new HeaderValue(names.charset());
    }

    /** Whether anything looks like a header with the user's name, in any spelling. */
    boolean namesAnybody() {
        return !userLines().isEmpty();
    }

    /** The value of the one header with the user's name; empty where none has a name as configured. */
    Optional<String> name() throws Unreadable {
        List<HeaderLine> all = userLines();
        Optional<HeaderLine> exact = all.stream()
                .filter(line -> names.user().stream().anyMatch(line.name()::equalsIgnoreCase))
                .findFirst();
        if (exact.isPresent() && all.size() > 1) {
            throw new Unreadable(ProxyRefusal.SEVERAL_NAMES);
        }
        return exact.map(HeaderLine::value);
    }

    private List<HeaderLine> userLines() {
        return headers.stream()
                .filter(line -> names.user().stream().anyMatch(name -> sameHeader(name, line.name())))
                .toList();
    }

    private static boolean sameHeader(String one, String other) {
        return HeaderName.folded(one).equals(HeaderName.folded(other));
    }

    /** The answer for a user whose name came in this value. */
    ProxyAnswer of(String value) {
        try {
            String user = user(value);
            checkOtherLogin(user);
            return new Somebody(user, attributes(), groups());
        } catch (Unreadable e) {
            return new Refused(e.refusal());
        }
    }

    private String user(String value) throws Unreadable {
        String user = values.read(value);
        if (user.isEmpty()) {
            throw new Unreadable(ProxyRefusal.EMPTY);
        }
        if (HeaderValue.isNothing(user)) {
            throw new Unreadable(ProxyRefusal.PLACEHOLDER);
        }
        if (user.indexOf(',') >= 0) {
            throw new Unreadable(ProxyRefusal.LIST);
        }
        return user;
    }

    /** The proxy's word counts, and no password is looked at: who brings one must at least be the same. */
    private void checkOtherLogin(String user) throws Unreadable {
        boolean same = headers.stream()
                .filter(BasicName::isIn)
                .allMatch(line -> BasicName.of(line).filter(user::equals).isPresent());
        if (!same) {
            throw new Unreadable(ProxyRefusal.OTHER_LOGIN);
        }
    }

    private Map<String, String> attributes() throws Unreadable {
        Map<String, String> said = new LinkedHashMap<>();
        for (Map.Entry<String, String> wanted : names.attributes().entrySet()) {
            String text = only(wanted.getKey());
            if (text != null) {
                said.put(wanted.getValue(), text);
            }
        }
        return said;
    }

    private Set<String> groups() throws Unreadable {
        String text = names.groups() == null ? null : only(names.groups());
        Set<String> groups = new LinkedHashSet<>();
        for (String group : text == null ? new String[0] : text.split(",")) {
            String role = group.strip();
            boolean everybody = role.equals("*") || role.equals("**");
            if (!everybody && names.groupsAllowed().stream().anyMatch(glob -> glob.matches(role))) {
                groups.add(role);
            }
        }
        groups.remove("");
        return groups;
    }

    /** The text of a header, {@code null} where it is not there or says nothing. */
    private @Nullable String only(String name) throws Unreadable {
        List<String> found = new ArrayList<>();
        for (HeaderLine line : headers) {
            if (line.name().equalsIgnoreCase(name)) {
                found.add(line.value());
            }
        }
        if (found.size() > 1) {
            throw new Unreadable(ProxyRefusal.SEVERAL_VALUES);
        }
        String text = found.isEmpty() ? "" : values.read(found.get(0));
        return HeaderValue.isNothing(text) ? null : text;
    }
}
