package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.wire.message.CreateTopicsRequest.CreatableTopic;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatResponse;
import java.util.List;

/** What a heartbeat is answered, and the internal topics that somebody must make now. */
public record StreamsAnswer(StreamsGroupHeartbeatResponse response, List<CreatableTopic> missing) {}
