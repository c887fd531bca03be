package io.odradek.engine.coordinator.group;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The groups of one shard by id, of whatever kind. Lane of the shard only. */
public final class Groups {
    private final Map<String, Group> groups = new HashMap<>();

    public Group get(String groupId) {
        return groups.get(groupId);
    }

    public void put(Group group) {
        groups.put(group.groupId(), group);
    }

    /** Takes it away only while it is this very group. */
    public void remove(Group group) {
        groups.remove(group.groupId(), group);
    }

    public Collection<Group> all() {
        return groups.values();
    }
}
