package io.odradek.engine.coordinator.group.classic;

import io.netty.buffer.Unpooled;
import io.odradek.engine.wire.message.DescribeGroupsResponse;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.SyncGroupResponse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A member of a classic group and whom it keeps waiting. Lane of the shard only. */
public final class ClassicMember {
    static final byte[] NOTHING = new byte[0];

    /** One of the ways to assign that the member knows, most wanted first, with what it has to say for it. */
    public record Protocol(String name, byte[] metadata) {
        boolean same(Protocol other) {
            return name.equals(other.name) && Arrays.equals(metadata, other.metadata);
        }
    }

    private final String memberId;
    private final String instanceId;
    private final String clientId;
    private final String clientHost;
    int rebalanceTimeoutMs;
    int sessionTimeoutMs;
    List<Protocol> protocols;
    byte[] assignment = NOTHING;
    /** Has joined for the first time and not been answered yet: it knows no member id, so it can not heartbeat. */
    boolean isNew;
    CompletableFuture<JoinGroupResponse> awaitingJoin;
    CompletableFuture<SyncGroupResponse> awaitingSync;

    ClassicMember(String memberId, String instanceId, String clientId, String clientHost) {
        this.memberId = memberId;
        this.instanceId = instanceId;
        this.clientId = clientId;
        this.clientHost = clientHost;
    }

    ClassicMember timeouts(int rebalanceMs, int sessionMs) {
        rebalanceTimeoutMs = rebalanceMs;
        sessionTimeoutMs = sessionMs;
        return this;
    }

    ClassicMember protocols(List<Protocol> all) {
        protocols = List.copyOf(all);
        return this;
    }

    public String memberId() {
        return memberId;
    }

    public String instanceId() {
        return instanceId;
    }

    public String clientId() {
        return clientId;
    }

    public String clientHost() {
        return clientHost;
    }

    public int sessionTimeoutMs() {
        return sessionTimeoutMs;
    }

    public int rebalanceTimeoutMs() {
        return rebalanceTimeoutMs;
    }

    public List<Protocol> protocols() {
        return protocols;
    }

    public byte[] assignment() {
        return assignment;
    }

    public boolean isAwaitingJoin() {
        return awaitingJoin != null;
    }

    public boolean isAwaitingSync() {
        return awaitingSync != null;
    }

    boolean matches(List<Protocol> others) {
        if (protocols.size() != others.size()) return false;
        for (int i = 0; i < others.size(); i++) if (!protocols.get(i).same(others.get(i))) return false;
        return true;
    }

    /** Empty where the member does not know the protocol. */
    byte[] metadata(String protocol) {
        for (Protocol p : protocols) if (p.name.equals(protocol)) return p.metadata;
        return NOTHING;
    }

    boolean knows(String protocol) {
        for (Protocol p : protocols) if (p.name.equals(protocol)) return true;
        return false;
    }

    /** The first of this member's own that all know. */
    String vote(java.util.Set<String> candidates) {
        for (Protocol p : protocols) if (candidates.contains(p.name)) return p.name;
        return null;
    }

    void answerJoin(JoinGroupResponse response) {
        CompletableFuture<JoinGroupResponse> f = awaitingJoin;
        awaitingJoin = null;
        if (f != null) f.complete(response);
    }

    void answerSync(SyncGroupResponse response) {
        CompletableFuture<SyncGroupResponse> f = awaitingSync;
        awaitingSync = null;
        if (f != null) f.complete(response);
    }

    JoinGroupResponse.JoinGroupResponseMember joined(String protocol) {
        return new JoinGroupResponse.JoinGroupResponseMember().memberId(memberId).groupInstanceId(instanceId)
                .metadata(Unpooled.wrappedBuffer(metadata(protocol)));
    }

    /** @param protocol null while none is chosen: then nothing is told of what members think */
    DescribeGroupsResponse.DescribedGroupMember described(String protocol) {
        return new DescribeGroupsResponse.DescribedGroupMember().memberId(memberId).groupInstanceId(instanceId)
                .clientId(clientId).clientHost(clientHost)
                .memberMetadata(Unpooled.wrappedBuffer(protocol == null ? NOTHING : metadata(protocol)))
                .memberAssignment(Unpooled.wrappedBuffer(protocol == null ? NOTHING : assignment));
    }
}
