package org.latchkey.config;

import java.util.List;

/**
 * A configuration that cannot work, with every problem named: the key, what was given, what is accepted. No problem shows a
 * secret's value.
 */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final List<String> problems;

    /**
     * Makes the exception.
     *
     * @param problems one sentence for each problem
     */
    public ConfigException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * Every problem.
     *
     * @return one sentence each
     */
    public List<String> problems() {
        return problems;
    }
}
