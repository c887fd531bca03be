package io.odradek.console.health;

/** How a check ended, from best to worst; HALTED when a check it depends on failed. */
public enum HealthState {
    OK, HALTED, WARN, FAILED
}
