package org.latchkey.benchmark.report;

/**
 * Where and how it was measured.
 *
 * @param commit of this project
 * @param date of the run
 * @param command that was given
 * @param machine processors and operating system
 * @param jvm its version and its settings
 * @param pace the rounds
 * @param network what a round trip took
 */
public record Environment(
        String commit, String date, String command, String machine, String jvm, String pace, String network) {}
