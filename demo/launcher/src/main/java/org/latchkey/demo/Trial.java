package org.latchkey.demo;

/** One row of the demo: what is tried, and what must come of it. */
record Trial(String title, Attempt attempt, Verdict expected) {}
