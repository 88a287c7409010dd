package org.latchkey.config;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The headers in which a trusted proxy says who somebody is. Immutable.
 *
 * @param user those that may hold the name; one of them may be there
 * @param attributes which header becomes which attribute of the principal
 * @param groups the header with groups, or {@code null} where none is read
 * @param groupsAllowed which of its groups become roles
 * @param charset what their bytes are read as
 */
public record ProxyHeaders(
        List<String> user,
        Map<String, String> attributes,
        @Nullable String groups,
        List<RoleGlob> groupsAllowed,
        Charset charset) {

    /** Copies what could be changed. */
    public ProxyHeaders {
        user = List.copyOf(user);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        groupsAllowed = List.copyOf(groupsAllowed);
        Objects.requireNonNull(charset, "charset");
    }
}
