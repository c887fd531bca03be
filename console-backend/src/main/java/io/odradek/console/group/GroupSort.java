package io.odradek.console.group;

/** Columns a list of groups can be sorted by; name breaks ties. */
public enum GroupSort {
    NAME, STATE, MEMBERS, LAG, TIME
}
