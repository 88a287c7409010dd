package org.latchkey.benchmark.contender;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Somebody who can log people in, ready to work. Safe for use by many threads. */
public interface Login extends AutoCloseable {
    /**
     * Checks the password at the directory and loads the roles.
     *
     * @return the roles' names, or {@code null} when the password is refused
     * @throws Exception when it cannot tell
     */
    @Nullable
    Collection<String> attempt(String username, String password) throws Exception;

    @Override
    void close() throws Exception;
}
