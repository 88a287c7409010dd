package org.latchkey.it.container;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@code <Realm>} element as an administrator would write it; every change makes a new one. */
public record RealmXml(Map<String, String> attributes, List<RealmXml> nested) {
    private static final String COMBINED = "org.apache.catalina.realm.CombinedRealm";
    private static final String LOCK_OUT = "org.apache.catalina.realm.LockOutRealm";

    public static RealmXml of(String className) {
        return new RealmXml(Map.of("className", className), List.of());
    }

    public RealmXml with(String attribute, String value) {
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.put(attribute, value);
        return new RealmXml(changed, nested);
    }

    RealmXml without(String attribute) {
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.remove(attribute);
        return new RealmXml(changed, nested);
    }

    RealmXml insideCombinedRealm() {
        return new RealmXml(of(COMBINED).attributes(), List.of(this));
    }

    /** Locks a name after {@code failures} wrong passwords, for much longer than any test lasts. */
    RealmXml insideLockOutRealm(int failures) {
        RealmXml outer =
                of(LOCK_OUT).with("failureCount", Integer.toString(failures)).with("lockOutTime", "3600");
        return new RealmXml(outer.attributes(), List.of(this));
    }

    public String xml() {
        String opening = attributes.entrySet().stream()
                .map(attribute -> attribute.getKey() + "=\"" + escape(attribute.getValue()) + '"')
                .collect(Collectors.joining("\n       ", "<Realm ", ""));
        return nested.isEmpty()
                ? opening + "/>"
                : nested.stream().map(RealmXml::xml).collect(Collectors.joining("\n", opening + ">\n", "\n</Realm>"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
